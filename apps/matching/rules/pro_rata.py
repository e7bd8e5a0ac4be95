"""Short pool, "pro rata": everybody gets the same share of what is due, to the cent.

The parts sum to what can be given: remaining cents go to the largest remainders, ties to the lower key. Nobody gets
more than the cap, and what a cap leaves is shared out again among the others (water-filling). One cent more in the
pool may move a cent from one project to another: the rule of the largest remainder is monotone only within ±1 cent.

Three projects due € 300,00, € 200,00 and € 100,00 share € 400,00:

>>> split(400_00, [Part(1, 300_00, 300_00), Part(2, 200_00, 200_00), Part(3, 100_00, 100_00)])
{1: 20000, 2: 13333, 3: 6667}

The third may have € 20,00 at most; what it leaves goes to the others as their shares stand:

>>> split(400_00, [Part(1, 300_00, 300_00), Part(2, 200_00, 200_00), Part(3, 100_00, 20_00)])
{1: 22800, 2: 15200, 3: 2000}
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from apps.kernel.money import split_largest_remainder

IDENTIFIER = "pro_rata@1"
WORDING: Mapping[str, str] = {
    "it": "Se i soldi non bastano per tutti, ogni progetto riceve la stessa parte di quanto gli spetta.",
    "en": "If the money is not enough for all, each project gets the same share of what it is due.",
    "de": "Reicht das Geld nicht für alle, erhält jedes Projekt den gleichen Anteil von dem, was ihm zusteht.",
    "fr": "Si l'argent ne suffit pas pour tous, chaque projet reçoit la même part de ce qui lui revient.",
    "sl": "Če denarja ni dovolj za vse, vsak projekt prejme enak delež tega, kar mu pripada.",
}


@dataclass(frozen=True)
class Part:
    """Whose part, in proportion to which weight, and the most it may be. Cents."""

    key: int
    weight: int
    cap_cents: int


def split(free_cents: int, parts: Sequence[Part]) -> dict[int, int]:
    """Return what each key gets; the sum is the less of what is free and of all the caps. Cents.

    The order of the parts changes nothing. A part without weight gets nothing.
    """
    granted = {part.key: 0 for part in parts}
    active = sorted((part for part in parts if part.weight > 0 and part.cap_cents > 0), key=lambda part: part.key)
    left_cents = max(0, free_cents)
    while active and left_cents:
        whole = sum(part.weight for part in active)
        full = [part for part in active if left_cents * part.weight >= part.cap_cents * whole]
        if not full:
            shares = split_largest_remainder(left_cents, [part.weight for part in active])
            return granted | {part.key: share for part, share in zip(active, shares, strict=True)}
        for part in full:
            granted[part.key] = part.cap_cents
            left_cents -= part.cap_cents
        active = [part for part in active if part not in full]
    return granted


def grant_cents(entitlement_cents: int, available_cents: int) -> int:
    """Return what a request that is alone gets: min(entitlement, what is available), never below 0. Cents."""
    return max(0, min(entitlement_cents, available_cents))
