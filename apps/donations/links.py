"""Signed links to one gift, to the name beside it, and to the form of the account that its refund goes to.

They open in the city that made them, and nowhere else. The first is its donor's; the second stands on public pages, so
that nobody counts through the names of all donors; the third is sent by e-mail only and ends.
"""

from datetime import datetime, timedelta

from django.core import signing

from tenants.registry.schema import current_schema

ACCOUNT_LINK_LIFETIME = timedelta(days=30)


def token_of(donation_id: int) -> str:
    """Return the token of a gift in the current city."""
    return _signer().sign(str(donation_id))


def donation_id_of(token: str) -> int | None:
    """Return the gift that a token names in the current city, or None when it was not made here."""
    try:
        return int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def name_token_of(donation_id: int) -> str:
    """Return what names a gift on the public pages of the current city: it opens nothing of it but the name."""
    return _name_signer().sign(str(donation_id))


def donation_id_of_name(token: str) -> int | None:
    """Return the gift that a token of the public pages names, or None when it was not made here."""
    try:
        return int(_name_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def account_token_of(bank_refund_id: int, now: datetime) -> str:
    """Return the token with which the donor of a bank refund says where it goes, for `ACCOUNT_LINK_LIFETIME`."""
    ends_at = int((now + ACCOUNT_LINK_LIFETIME).timestamp())
    return _account_signer().sign(f"{bank_refund_id}-{ends_at}")


def bank_refund_id_of(token: str, now: datetime) -> int | None:
    """Return the bank refund that a token names in the current city, or None when it was not made here or has ended."""
    try:
        bank_refund_id, _, ends_at = _account_signer().unsign(token).partition("-")
        return int(bank_refund_id) if now.timestamp() < int(ends_at) else None
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"donations.link:{current_schema()}")


def _name_signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"donations.name:{current_schema()}")


def _account_signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"donations.account:{current_schema()}")
