"""Signed links to one gift: they open in the city that made them, and nowhere else."""

from django.core import signing

from tenants.registry.schema import current_schema


def token_of(donation_id: int) -> str:
    """Return the token of a gift in the current city."""
    return _signer().sign(str(donation_id))


def donation_id_of(token: str) -> int | None:
    """Return the gift that a token names in the current city, or None when it was not made here."""
    try:
        return int(_signer().unsign(token))
    except (signing.BadSignature, ValueError):
        return None


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"donations.link:{current_schema()}")
