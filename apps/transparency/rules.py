"""Comparisons of what we wrote with what the processor, or a recomputation, says. Pure; tolerance zero cents."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

CHARGES = frozenset({"charge", "payment"})
REFUNDS = frozenset({"refund", "payment_refund"})


@dataclass(frozen=True)
class Finding:
    """Something that does not agree; `code` for programs, `message` for people."""

    code: str
    subject: str
    message: str


@dataclass(frozen=True)
class Movement:
    """One change of a connected account's balance, as one side tells it. Signed cents; the fee is what was taken."""

    key: str
    amount_cents: int
    fee_cents: int

    @property
    def net_cents(self) -> int:
        """What the balance changed by."""
        return self.amount_cents - self.fee_cents


def key_of(kind: str, source: str) -> str:
    """Return the ledger's key of a balance transaction; one that the ledger has no key for keeps its own kind.

    >>> key_of("charge", "ch_1"), key_of("payment_refund", "re_1"), key_of("payout", "po_1")
    ('charge:ch_1', 'refund:re_1', 'payout:po_1')
    """
    if kind in CHARGES:
        return f"charge:{source}"
    return f"refund:{source}" if kind in REFUNDS else f"{kind}:{source}"


def compare_movements(processor: Sequence[Movement], ledger: Sequence[Movement]) -> list[Finding]:
    """Return what one side has and the other has not, or has otherwise; each movement pairs with exactly one."""
    return [*_repeated(processor), *_repeated(ledger), *_unpaired(processor, ledger), *_different(processor, ledger)]


def difference_cents(processor: Sequence[Movement], balance_cents: int) -> int:
    """Return the processor's net minus the ledger's balance of the account."""
    return sum(movement.net_cents for movement in processor) - balance_cents


def compare_grants(granted: Mapping[int, int], posted: Mapping[int, int]) -> list[Finding]:
    """Return the campaigns whose last definitive decision and whose ledger disagree. Cents by campaign id.

    A rollover decision says the whole grant of its campaign, not what was added.
    """
    return [
        Finding(
            "grant_not_in_ledger",
            f"campaign:{campaign_id}",
            f"La campagna {campaign_id} ha {posted.get(campaign_id, 0)} centesimi impegnati nel registro, "
            f"l'ultima decisione ne concede {granted.get(campaign_id, 0)}.",
        )
        for campaign_id in sorted({*granted, *posted})
        if granted.get(campaign_id, 0) != posted.get(campaign_id, 0)
    ]


def _repeated(movements: Sequence[Movement]) -> Iterator[Finding]:
    for key, times in Counter(movement.key for movement in movements).items():
        if times > 1:
            yield Finding("repeated", key, f"Il movimento {key} compare {times} volte.")


def _unpaired(processor: Sequence[Movement], ledger: Sequence[Movement]) -> Iterator[Finding]:
    theirs, ours = {each.key for each in processor}, {each.key for each in ledger}
    for movement in processor:
        if movement.key not in ours:
            cents = movement.net_cents
            yield Finding("not_in_ledger", movement.key, f"{movement.key}: {cents} centesimi mancano nel registro.")
    for movement in ledger:
        if movement.key not in theirs:
            cents = movement.net_cents
            yield Finding("not_at_processor", movement.key, f"{movement.key}: {cents} centesimi solo nel registro.")


def _different(processor: Sequence[Movement], ledger: Sequence[Movement]) -> Iterator[Finding]:
    ours = {each.key: each for each in ledger}
    for theirs in processor:
        own = ours.get(theirs.key, theirs)
        if own != theirs:
            told = f"{theirs.amount_cents} meno {theirs.fee_cents}"
            kept = f"{own.amount_cents} meno {own.fee_cents}"
            yield Finding("differs", theirs.key, f"{theirs.key}: presso il servizio {told}, nel registro {kept}.")
