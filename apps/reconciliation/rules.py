"""Two lists of movements held against each other, one to one; tolerance zero cents. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zlib import crc32
from zoneinfo import ZoneInfo

CHARGES = frozenset({"charge", "payment"})
REFUNDS = frozenset({"refund", "payment_refund"})
REFUND_FAILURES = frozenset({"refund_failure", "payment_failure_refund"})
PAYOUT_FAILURES = frozenset({"payout_failure", "payout_cancel"})
DISPUTE_ADJUSTMENT = "adjustment"
NIGHT = time(3, 0)
SPREAD_MINUTES = 120


@dataclass(frozen=True)
class Movement:
    """One change of an account, as one side tells it: signed cents, and the fee that was taken of it.

    `key` is what pairs it with the other side's, `name` what its own side calls it.
    """

    key: str
    amount_cents: int
    fee_cents: int
    at: datetime | None = None
    name: str = ""
    kind: str = ""

    @property
    def net_cents(self) -> int:
        """What the balance changed by."""
        return self.amount_cents - self.fee_cents


@dataclass(frozen=True)
class Difference:
    """Something that does not agree; a side that has nothing of it is None. Net cents."""

    code: str
    key: str
    theirs_cents: int | None
    ours_cents: int | None
    at: datetime | None = None

    @property
    def difference_cents(self) -> int:
        """What they have more than we."""
        return (self.theirs_cents or 0) - (self.ours_cents or 0)


@dataclass(frozen=True)
class Pair:
    """One line of the two books side by side."""

    key: str
    theirs: Movement | None
    ours: Movement | None

    @property
    def difference_cents(self) -> int:
        """What they have more than we, net."""
        return (self.theirs.net_cents if self.theirs else 0) - (self.ours.net_cents if self.ours else 0)


def key_of(kind: str, source: str, amount_cents: int) -> str:
    """Return the key that pairs a balance transaction of the processor; an unknown kind keeps its own name.

    A dispute takes money out and may put it back: two movements of one source, told apart by their sign.

    >>> key_of("charge", "ch_1", 500), key_of("payment_refund", "re_1", -500), key_of("payout", "po_1", -500)
    ('charge:ch_1', 'refund:re_1', 'payout:po_1')
    >>> key_of("adjustment", "dp_1", -500), key_of("adjustment", "dp_1", 500)
    ('dispute:dp_1:out', 'dispute:dp_1:back')
    """
    if kind in CHARGES:
        return f"charge:{source}"
    if kind in REFUNDS:
        return f"refund:{source}"
    if kind in REFUND_FAILURES:
        return f"refund_failure:{source}"
    if kind in PAYOUT_FAILURES:
        return f"payout_failure:{source}"
    if kind == DISPUTE_ADJUSTMENT and source.startswith(("dp_", "du_")):
        return _dispute(source, amount_cents)
    return f"{kind}:{source}"


def key_of_entry(key: str, amount_cents: int) -> str:
    """Return the key that pairs an entry of the ledger, `dispute:<id>:<status>` by its sign like the processor's.

    >>> key_of_entry("dispute:dp_1:lost", -500), key_of_entry("charge:ch_1", 500)
    ('dispute:dp_1:out', 'charge:ch_1')
    """
    family, _, rest = key.partition(":")
    return _dispute(rest.partition(":")[0], amount_cents) if family == "dispute" else key


def source_of(key: str) -> str:
    """Return the processor's name of what a pairing key is about.

    >>> source_of("dispute:dp_1:out"), source_of("refund:re_1")
    ('dp_1', 're_1')
    """
    return key.split(":")[1]


def side_by_side(theirs: Sequence[Movement], ours: Sequence[Movement]) -> list[Pair]:
    """Return every movement once, with its pair where there is one, in order of their instants, else as given."""
    by_key = {movement.key: movement for movement in ours}
    pairs = [Pair(movement.key, movement, by_key.pop(movement.key, None)) for movement in theirs]
    pairs += [Pair(movement.key, None, movement) for movement in by_key.values()]
    return sorted(pairs, key=lambda pair: str((pair.theirs or pair.ours).at))  # type: ignore[union-attr]


def differences(theirs: Sequence[Movement], ours: Sequence[Movement]) -> list[Difference]:
    """Return what one side has and the other has not, or has otherwise; each movement pairs with exactly one."""
    found = [*_repeated(theirs, "repeated_there"), *_repeated(ours, "repeated_here")]
    for pair in side_by_side(_once(theirs), _once(ours)):
        there, here = pair.theirs, pair.ours
        if here is None and there is not None:
            found.append(Difference("not_in_ledger", pair.key, there.net_cents, None, there.at))
        elif there is None and here is not None:
            found.append(Difference("not_at_processor", pair.key, None, here.net_cents, here.at))
        elif there and here and (there.amount_cents, there.fee_cents) != (here.amount_cents, here.fee_cents):
            found.append(Difference("differs", pair.key, there.net_cents, here.net_cents, there.at))
    return found


def in_flight(found: Difference, settled_before: datetime | None) -> bool:
    """Tell whether a movement that only one side has is too young to be missed by the other."""
    one_sided = found.code in ("not_in_ledger", "not_at_processor")
    return one_sided and settled_before is not None and found.at is not None and found.at >= settled_before


def net_cents(movements: Iterable[Movement]) -> int:
    """Return what some movements changed a balance by."""
    return sum(movement.net_cents for movement in movements)


def next_night(now: datetime, time_zone: str, name: str) -> datetime:
    """Return the instant of the next local night at which a city is proved, the cities spread over two hours.

    Three o'clock exists once in every night, that of a clock change included.

    >>> from datetime import UTC
    >>> next_night(datetime(2026, 10, 24, 20, tzinfo=UTC), "Europe/Rome", "c_milano").isoformat()
    '2026-10-25T04:07:00+01:00'
    """
    local = now.astimezone(ZoneInfo(time_zone))
    tonight = datetime.combine(local.date(), NIGHT) + timedelta(minutes=crc32(name.encode()) % SPREAD_MINUTES)
    if tonight.replace(tzinfo=local.tzinfo) <= local:
        tonight += timedelta(days=1)
    return tonight.replace(tzinfo=ZoneInfo(time_zone))


def _dispute(source: str, amount_cents: int) -> str:
    return f"dispute:{source}:{'out' if amount_cents < 0 else 'back'}"


def _once(movements: Sequence[Movement]) -> list[Movement]:
    return list({movement.key: movement for movement in reversed(movements)}.values())


def _repeated(movements: Sequence[Movement], code: str) -> list[Difference]:
    """Return the keys that one side has more than once, with what it has too much."""
    found = []
    for key, times in Counter(movement.key for movement in movements).items():
        if times > 1:
            first, *others = [movement for movement in movements if movement.key == key]
            cents = net_cents(others)
            theirs_cents, ours_cents = (cents, None) if code == "repeated_there" else (None, cents)
            found.append(Difference(code, key, theirs_cents, ours_cents, first.at))
    return found
