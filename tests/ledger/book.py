"""The ledger's services with kind, instant and source filled in."""

from datetime import UTC, datetime

from apps.ledger import services as ledger
from apps.ledger.services import Line

OCCURRED_AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def post(*lines: Line, key: str = "post") -> bool:
    """Post lines."""
    return ledger.post(kind="test.post", key=key, occurred_at=OCCURRED_AT, source="act:1", lines=lines)


def fund(amount_cents: int, call: int = 1) -> bool:
    """Put money into a call's pool."""
    return post(Line(f"appropriation:{call}", f"pool:{call}", amount_cents), key=f"fund:{call}")


def reserve(amount_cents: int, key: str = "reserve", campaign: int = 1, call: int = 1) -> bool:
    """Reserve money of a pool for a campaign."""
    return reserve_line(Line(f"pool:{call}", f"campaign:{campaign}:match", amount_cents), key=key)


def reserve_line(line: Line, key: str = "reserve") -> bool:
    """Reserve between any two accounts."""
    return ledger.reserve(kind="test.reserve", key=key, occurred_at=OCCURRED_AT, source="act:1", line=line)


def commit(amount_cents: int, key: str = "commit", reserve_key: str = "reserve") -> bool:
    """Commit a part of a reservation, or all of it."""
    return ledger.commit_reserved(
        kind="test.commit",
        key=key,
        occurred_at=OCCURRED_AT,
        source="act:1",
        reserve_key=reserve_key,
        amount_cents=amount_cents,
    )


def release(key: str = "release", reserve_key: str = "reserve") -> bool:
    """Release a reservation."""
    return ledger.release_reserved(
        kind="test.release", key=key, occurred_at=OCCURRED_AT, source="act:1", reserve_key=reserve_key
    )
