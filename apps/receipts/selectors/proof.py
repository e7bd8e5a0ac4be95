"""The proof of the numbering: no gap, no double, counters that agree, contents as they were sealed."""

from dataclasses import dataclass

from apps.receipts.models import DonationReceipt, ReceiptCounter
from apps.receipts.rules.snapshot import seal
from apps.receipts.states import ReceiptState


@dataclass(frozen=True)
class Numbering:
    """The numbers of an issuer's year; `missing` are those that nobody finds, amounts in cents."""

    issuer_id: int
    issuer: str
    year: int
    last_number: int
    issued: int
    cancelled: int
    valid_cents: int
    missing: list[int]

    @property
    def is_sound(self) -> bool:
        """Whether every number from 1 to the last is there."""
        return not self.missing


def list_numberings() -> list[Numbering]:
    """Return the numbering of every issuer and year, latest first."""
    rows: dict[tuple[int, int], list[tuple[int, str, int]]] = {}
    receipts = DonationReceipt.objects.order_by("number").values_list(
        "issuer_id", "year", "number", "state", "amount_cents"
    )
    for issuer_id, year, number, state, cents in receipts.iterator():
        rows.setdefault((issuer_id, year), []).append((number, state, cents))
    counters = ReceiptCounter.objects.select_related("issuer").order_by("-year", "issuer__name")
    return [_numbering(counter, rows.get((counter.issuer_id, counter.year), [])) for counter in counters]


def list_broken_seals() -> list[int]:
    """Return the receipts whose contents are not those that were sealed."""
    rows = DonationReceipt.objects.order_by("pk").values_list("pk", "snapshot", "sha256")
    return [pk for pk, snapshot, sha256 in rows.iterator() if seal(snapshot) != sha256]


def _numbering(counter: ReceiptCounter, rows: list[tuple[int, str, int]]) -> Numbering:
    numbers = {number for number, _, _ in rows}
    last_number = max([counter.last_number, *numbers])
    return Numbering(
        issuer_id=counter.issuer_id,
        issuer=counter.issuer.name,
        year=counter.year,
        last_number=last_number,
        issued=len(rows),
        cancelled=sum(state == ReceiptState.CANCELLED for _, state, _ in rows),
        valid_cents=sum(cents for _, state, cents in rows if state == ReceiptState.ISSUED),
        missing=[number for number in range(1, last_number + 1) if number not in numbers],
    )
