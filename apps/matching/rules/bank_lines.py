"""What a line of a bank statement pays. Pure; identifier: `bank_line@1`.

A line is applied by itself only when its text holds one reference with right check digits, of a gift that waits, on
the account of the body it is for, with the same amount, begun in time. Whatever else resembles a gift waits for a
person; a reference that was paid or withdrawn before opens a case.

>>> from datetime import date
>>> gift = Awaited(donation_id=1, organisation_id=9, reference="RF18539007547034", amount_cents=50_00,
...     donor_name="Ada Rossi", is_payable=True, is_settled=False, last_day=date(2026, 3, 31))
>>> seen = Seen(organisation_id=9, amount_cents=50_00, name="ROSSI ADA", begun_on=date(2026, 3, 30), is_reversal=False)
>>> judge(seen, named=[gift], resembling=[]).reason, judge(seen, named=[], resembling=[gift]).reason
(<Reason.REFERENCE: 'reference'>, <Reason.NAME_AND_AMOUNT: 'name_and_amount'>)
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from apps.banking.states import LineState

IDENTIFIER = "bank_line@1"
MIN_WORD = 2


class Reason(StrEnum):
    """Why a line is in its state."""

    REFERENCE = "reference"
    AMOUNT_DIFFERS = "amount_differs"
    AFTER_DEADLINE = "after_deadline"
    TYPO = "typo"
    NAME_AND_AMOUNT = "name_and_amount"
    SEVERAL_REFERENCES = "several_references"
    PAID_BEFORE = "paid_before"
    OTHER_ACCOUNT = "other_account"
    REVERSAL = "reversal"
    NOTHING = "nothing"


LABELS: dict[str, str] = {
    Reason.REFERENCE: "riferimento e importo giusti",
    Reason.AMOUNT_DIFFERS: "riferimento giusto, importo diverso da quello annunciato",
    Reason.AFTER_DEADLINE: "riferimento giusto, ma la banca lo registra dopo l'ultimo giorno utile",
    Reason.TYPO: "riferimento con un errore di battitura",
    Reason.NAME_AND_AMOUNT: "stesso importo e nome simile, senza riferimento",
    Reason.SEVERAL_REFERENCES: "più riferimenti nello stesso movimento",
    Reason.PAID_BEFORE: "il riferimento era già stato pagato o ritirato",
    Reason.OTHER_ACCOUNT: "il riferimento è di un altro ente",
    Reason.REVERSAL: "è uno storno",
    Reason.NOTHING: "nessun riferimento e nessuna donazione simile",
    "confirmed": "abbinato da una persona",
    "further": "accettato come altra donazione",
    "returned": "da restituire al donatore",
    "undone": "abbinamento annullato",
    "dismissed": "scartato",
    "reopened": "riaperto",
}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A line that arrived, as it is judged. Cents."""

    organisation_id: int
    amount_cents: int
    name: str
    begun_on: date
    is_reversal: bool


@dataclass(frozen=True, kw_only=True)
class Awaited:
    """A gift that was announced, as it is judged. Cents; `last_day` is the last on which a transfer is in time."""

    donation_id: int
    organisation_id: int
    reference: str
    amount_cents: int
    donor_name: str
    is_payable: bool
    is_settled: bool
    last_day: date


@dataclass(frozen=True)
class Verdict:
    """The state of a line, why, and the gifts that it may pay: one when the state is `matched` or `double`."""

    state: LineState
    reason: Reason
    donation_ids: tuple[int, ...] = ()


def judge(seen: Seen, *, named: Sequence[Awaited], resembling: Sequence[Awaited], mistyped: bool = False) -> Verdict:
    """Judge a line from the gifts whose reference is in it, or else from those that resemble it.

    `mistyped` says that `resembling` have a reference one slip away from what was written, instead of the amount.
    """
    if seen.is_reversal:
        return Verdict(LineState.UNMATCHED, Reason.REVERSAL)
    own = [gift for gift in named if gift.organisation_id == seen.organisation_id]
    if named and not own:
        return Verdict(LineState.UNMATCHED, Reason.OTHER_ACCOUNT)
    if len(own) > 1:
        return Verdict(LineState.SUGGESTED, Reason.SEVERAL_REFERENCES, tuple(gift.donation_id for gift in own))
    if own:
        return _named(seen, own[0])
    return _resembling(seen, resembling, mistyped=mistyped)


def alike(one: str, other: str) -> bool:
    """Tell whether two names have at least half of their words in common, accents, case and order aside.

    >>> alike("Ada Rossi", "ROSSI ADÀ"), alike("Ada Rossi", "Mario Rossi Verdi"), alike("", "")
    (True, False, False)
    """
    ours, theirs = _words(one), _words(other)
    return bool(ours & theirs) and 2 * len(ours & theirs) >= len(ours | theirs)


def _named(seen: Seen, gift: Awaited) -> Verdict:
    ids = (gift.donation_id,)
    if not gift.is_payable:
        return Verdict(LineState.DOUBLE, Reason.PAID_BEFORE, ids)
    if seen.amount_cents != gift.amount_cents:
        return Verdict(LineState.SUGGESTED, Reason.AMOUNT_DIFFERS, ids)
    if seen.begun_on > gift.last_day and not gift.is_settled:
        return Verdict(LineState.SUGGESTED, Reason.AFTER_DEADLINE, ids)
    return Verdict(LineState.MATCHED, Reason.REFERENCE, ids)


def _resembling(seen: Seen, gifts: Sequence[Awaited], *, mistyped: bool) -> Verdict:
    own = [gift for gift in gifts if gift.organisation_id == seen.organisation_id and gift.is_payable]
    if mistyped and own:
        return Verdict(LineState.SUGGESTED, Reason.TYPO, tuple(gift.donation_id for gift in own))
    same = [gift for gift in own if gift.amount_cents == seen.amount_cents and alike(gift.donor_name, seen.name)]
    if same:
        return Verdict(LineState.SUGGESTED, Reason.NAME_AND_AMOUNT, tuple(gift.donation_id for gift in same))
    return Verdict(LineState.UNMATCHED, Reason.NOTHING)


def _words(name: str) -> set[str]:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return {word for word in "".join(c if c.isalnum() else " " for c in plain).split() if len(word) >= MIN_WORD}
