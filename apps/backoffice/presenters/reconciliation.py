"""What the accountant reads of the reconciliation: rows for the page and for the CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from apps.kernel.spreadsheets import euro_cell, moment_cell
from apps.ledger.chart import AccountKind
from apps.reconciliation import wording
from apps.reconciliation.rules import Movement, Pair
from apps.reconciliation.selectors import BANK, LEDGER
from apps.reconciliation.states import RunState

if TYPE_CHECKING:
    from apps.cases.models import Case

COLUMNS = (
    "data",
    "id_servizio",
    "tipo",
    "lordo_servizio",
    "commissione_servizio",
    "netto_servizio",
    "chiave_registro",
    "data_registro",
    "lordo_registro",
    "commissione_registro",
    "netto_registro",
    "differenza",
)
KIND_LABELS: dict[AccountKind, str] = {
    AccountKind.PSP: "Donazioni presso il servizio di pagamento",
    AccountKind.BANK: "Donazioni sui conti bancari dei beneficiari",
    AccountKind.TILL: "Donazioni ricevute a mano",
    AccountKind.DONATIONS: "Donazioni alle campagne",
    AccountKind.FEES: "Commissioni trattenute",
    AccountKind.APPROPRIATION: "Somme stanziate dal Comune",
    AccountKind.POOL: "Dotazioni non ancora impegnate",
    AccountKind.MATCH: "Cofinanziamento impegnato",
    AccountKind.CLEARED: "Cofinanziamento liquidato",
    AccountKind.TREASURY: "Cofinanziamento pagato dal tesoriere",
}
_TONES = {
    RunState.AGREES: "success",
    RunState.DIFFERS: "danger",
    RunState.FAILED: "waiting",
    RunState.RUNNING: "neutral",
}


@dataclass(frozen=True)
class FindingRow:
    """An open case, with what to do about it."""

    case: "Case"
    name: str
    to_do: str


def tone_of(state: RunState) -> str:
    """Return the tone in which an outcome is shown."""
    return _TONES[state]


def finding_row(case: "Case", names: dict[str, str]) -> FindingRow:
    """Return what the page shows of an open case."""
    return FindingRow(case, name_of(case.data["account"], names), wording.to_do(case.data["code"]))


def lines(pairs: Sequence[Pair], zone: ZoneInfo) -> Iterator[list[str]]:
    """Yield the cells of each movement, then the totals; amounts in euro with a comma, both days in local time."""
    for pair in pairs:
        there, here = pair.theirs, pair.ours
        yield [
            _moment(there, zone),
            there.name if there else "",
            (there or here).kind,  # type: ignore[union-attr]
            *_amounts(there),
            here.name if here else "",
            _moment(here, zone),
            *_amounts(here),
            euro_cell(pair.difference_cents),
        ]
    theirs = [pair.theirs for pair in pairs if pair.theirs]
    ours = [pair.ours for pair in pairs if pair.ours]
    difference = sum(pair.difference_cents for pair in pairs)
    yield ["TOTALE", str(len(theirs)), "", *_sums(theirs), str(len(ours)), "", *_sums(ours), euro_cell(difference)]


def name_of(account: str, names: dict[str, str]) -> str:
    """Return who an account is of, and whether it is at the bank."""
    if account == LEDGER:
        return "Libro mastro"
    name = names.get(account, account)
    return f"{name}, conto bancario" if account.startswith(BANK) else name


def _moment(movement: Movement | None, zone: ZoneInfo) -> str:
    return moment_cell(movement.at, zone) if movement and movement.at else ""


def _amounts(movement: Movement | None) -> list[str]:
    return _sums([movement]) if movement else ["", "", ""]


def _sums(movements: Sequence[Movement]) -> list[str]:
    amount = sum(movement.amount_cents for movement in movements)
    fee = sum(movement.fee_cents for movement in movements)
    return [euro_cell(amount), euro_cell(fee), euro_cell(amount - fee)]
