"""Signed links to a donor's summary of a year: they open in the city that made them, until they expire.

A link names one gift of the donor, so it holds no personal data.
"""

from datetime import UTC, datetime

from django.core import signing

from tenants.registry.schema import current_schema


def token_of(*, donation_id: int, year: int, expires_at: datetime) -> str:
    """Return the token of a donor's summary of a year."""
    return _signer().sign(f"{donation_id}-{year}-{int(expires_at.timestamp())}")


def read(token: str, *, now: datetime) -> tuple[int, int] | None:
    """Return the gift and the year that a token names, or None when it was not made here or is over."""
    try:
        donation_id, year, expires = (int(part) for part in _signer().unsign(token).split("-"))
    except (signing.BadSignature, ValueError):
        return None
    if now >= datetime.fromtimestamp(expires, UTC):
        return None
    return donation_id, year


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=f"receipts.summary:{current_schema()}")
