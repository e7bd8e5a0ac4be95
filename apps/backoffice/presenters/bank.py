"""Lines of bank statements as the office reads them, on pages and in a CSV."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from apps.banking.states import LINE_LABELS, LineState
from apps.matching.rules.bank_lines import LABELS

if TYPE_CHECKING:
    from apps.banking.models import StatementLine

STATE_OPTIONS = [(state.value, LINE_LABELS[state]) for state in LineState]
COLUMNS = [
    "data contabile", "data valuta", "ente", "iban", "importo", "ordinante", "causale", "riferimento banca", "stato",
    "motivo", "deciso da",
]  # fmt: skip
_TONES = {
    LineState.MATCHED: "success",
    LineState.SUGGESTED: "waiting",
    LineState.UNMATCHED: "waiting",
    LineState.NEW: "info",
    LineState.DOUBLE: "danger",
}
MAX_DIGITS = 9
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def asked(query: Mapping[str, str]) -> dict[str, Any]:
    """Return what a search asks for; what is unknown is left out."""
    state, account = query.get("stato", ""), query.get("conto", "")
    return {
        "state": state if state in list(LineState) else "",
        "account_id": int(account) if account.isdecimal() and len(account) <= MAX_DIGITS else None,
        "text": query.get("q", "").strip()[:80],
    }


def row(line: "StatementLine") -> dict[str, Any]:
    """Return a line with its state in words."""
    state = LineState(line.state)
    return {
        "line": line,
        "body": line.account.organisation.name,
        "state": LINE_LABELS[state],
        "tone": _TONES.get(state, "neutral"),
        "reason": LABELS.get(line.reason, ""),
    }


def cells(line: "StatementLine") -> list[str]:
    """Return the cells of a line; text that a spreadsheet would take for a formula is kept text."""
    sign, cents = ("-" if line.amount_cents < 0 else ""), abs(line.amount_cents)
    texts = (line.counterparty_name, line.remittance, line.bank_reference)
    return [
        line.booked_on.isoformat(),
        line.value_on.isoformat(),
        line.account.organisation.name,
        line.account.iban,
        f"{sign}{cents // 100},{cents % 100:02d}",
        *(f"'{text}" if text.startswith(_FORMULA) else text for text in texts),
        LINE_LABELS[LineState(line.state)],
        LABELS.get(line.reason, ""),
        line.decided_by,
    ]
