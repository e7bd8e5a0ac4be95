"""The ledger's movements in words, for who keeps the accounts; their codes stay in the file that is downloaded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.ledger.chart import AccountKind, nature_of
from apps.ledger.states import TransferState

if TYPE_CHECKING:
    from apps.ledger.selectors.transfers import TransferRow

KINDS = {
    "donation": "Donazione incassata",
    "refund": "Rimborso",
    "refund_failure": "Rimborso non riuscito",
    "bank_refund": "Rimborso con bonifico",
    "bank_refund_return": "Bonifico di rimborso respinto",
    "transfer_undone": "Abbinamento annullato",
    "dispute": "Contestazione",
    "payout": "Versamento all'ente",
    "payout_failure": "Versamento non riuscito",
    "call_funded": "Dotazione assegnata",
    "match_reserved": "Cofinanziamento riservato",
    "match_committed": "Cofinanziamento impegnato",
    "match_released": "Cofinanziamento liberato",
}
ACCOUNTS = {
    AccountKind.PSP: "Servizio di pagamento",
    AccountKind.BANK: "Banca dell'ente {}",
    AccountKind.TILL: "Cassa dell'ente {}",
    AccountKind.DONATIONS: "Donazioni alla campagna {}",
    AccountKind.FEES: "Commissioni della campagna {}",
    AccountKind.APPROPRIATION: "Stanziamento del bando {}",
    AccountKind.POOL: "Dotazione del bando {}",
    AccountKind.MATCH: "Cofinanziamento della campagna {}",
    AccountKind.CLEARED: "Liquidato alla campagna {}",
    AccountKind.TREASURY: "Tesoreria",
}
STATES = {
    TransferState.POSTED: ("Registrato", "success"),
    TransferState.PENDING: ("Riservato", "waiting"),
    TransferState.VOID: ("Liberato", "neutral"),
}
RESOLVED = ("Non più riservato", "neutral")


@dataclass(frozen=True, kw_only=True)
class Movement:
    """One transfer; cents, the instant in UTC."""

    at: datetime
    what: str
    debit: str
    credit: str
    state: str
    tone: str
    amount_cents: int


def movements(rows: "Sequence[TransferRow]") -> list[Movement]:
    """Return transfers in words, in their order."""
    return [_movement(row) for row in rows]


def _movement(row: "TransferRow") -> Movement:
    state, tone = RESOLVED if row.is_resolved else STATES[TransferState(row.state)]
    return Movement(
        at=row.occurred_at,
        what=KINDS.get(row.kind, row.kind.replace("_", " ")),
        debit=_account(row.debit),
        credit=_account(row.credit),
        state=state,
        tone=tone,
        amount_cents=row.amount_cents,
    )


def _account(code: str) -> str:
    """Return an account's name with the number of what it belongs to.

    >>> _account("campaign:12:match")
    'Cofinanziamento della campagna 12'
    """
    return ACCOUNTS[nature_of(code).kind].format(code.split(":")[1])
