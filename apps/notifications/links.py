"""Signed links with which the reader of an address says what to be sent, without signing in.

They open in the city that made them, and nowhere else; they never end, because messages are kept for years.
"""

from django.core import signing

from apps.notifications.states import OPTIONAL, Topic
from tenants.registry.schema import current_schema


def wishes_path(address: str) -> str:
    """Return the page where the reader of an address says what to be sent."""
    return f"/notifiche/{_signer('wishes').sign_object(address.lower())}/"


def unsubscribe_path(address: str, topic: Topic) -> str:
    """Return the page where one click switches off a topic for an address."""
    return f"/notifiche/disiscrivi/{_signer('unsubscribe').sign_object([address.lower(), str(topic)])}/"


def address_of(token: str) -> str | None:
    """Return the address whose wishes a token opens, or None when it was not made here."""
    try:
        found = _signer("wishes").unsign_object(token)
    except signing.BadSignature:
        return None
    return found if isinstance(found, str) else None


def unsubscribed_of(token: str) -> tuple[str, Topic] | None:
    """Return the address and the topic that a token switches off, or None when it was not made here."""
    try:
        address, topic = _signer("unsubscribe").unsign_object(token)
        return (str(address), Topic(topic)) if topic in OPTIONAL else None
    except (signing.BadSignature, ValueError):
        return None


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(sep=".", salt=f"notifications.{purpose}:{current_schema()}")
