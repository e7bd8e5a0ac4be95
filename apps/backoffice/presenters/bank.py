"""Lines of bank statements as the office reads them."""

from typing import TYPE_CHECKING, Any

from apps.backoffice.lists import State
from apps.banking.states import LINE_LABELS, LineState
from apps.matching.rules.bank_lines import LABELS

if TYPE_CHECKING:
    from apps.banking.models import StatementLine

_TONES = {
    LineState.MATCHED: "success",
    LineState.SUGGESTED: "waiting",
    LineState.UNMATCHED: "waiting",
    LineState.NEW: "info",
    LineState.DOUBLE: "danger",
}


def state(line: "StatementLine") -> State:
    """Return the state of a line in words."""
    found = LineState(line.state)
    return State(LINE_LABELS[found], _TONES.get(found, "neutral"))


def row(line: "StatementLine") -> dict[str, Any]:
    """Return a line with its state in words."""
    shown = state(line)
    return {
        "line": line,
        "body": line.account.organisation.name,
        "state": shown.label,
        "tone": shown.tone,
        "reason": LABELS.get(line.reason, ""),
    }
