"""A committed or open ledger of Milano that is sealed at one instant."""

from datetime import UTC, datetime

from apps.ledger import selectors as ledger
from apps.ledger import services
from apps.ledger.services import Line
from tests.ledger import book

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SCHEMA = "c_milano"


def donate(number: int, cents: int = 50_00) -> None:
    """Post a donation."""
    book.post(Line("psp:acct_1", "campaign:1:donations", cents), key=f"charge:{number}")


def seal() -> int:
    """Seal what is there."""
    return services.seal_entries(now=NOW)


def codes() -> list[str]:
    """Return what the proof finds."""
    return [finding.code for finding in ledger.verify()]
