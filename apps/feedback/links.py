"""Signed links to one ticket: they open in the city that made them, and nowhere else."""

from django.core import signing

from tenants.registry.schema import current_schema


def token_of(ticket_id: int) -> str:
    """Return the token of a ticket in the current city."""
    return _signer().sign(str(ticket_id))


def ticket_id_of(token: str) -> int | None:
    """Return the ticket that a token names in the current city, or None when it was not made here."""
    try:
        return int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def path_of(ticket_id: int) -> str:
    """Return the address at which a person follows a ticket."""
    return f"/segnalazioni/{token_of(ticket_id)}/"


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"feedback.link:{current_schema()}")
