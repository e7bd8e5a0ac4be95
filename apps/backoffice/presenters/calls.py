"""Calls in the office's lists and pages, in words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.calls.states import CALL_KIND_LABELS, CALL_STATE_LABELS, CallKind, CallState
from apps.matching.selectors import PoolFigures

if TYPE_CHECKING:
    from apps.calls.models import Call

_TONES = {CallState.DRAFT: "neutral", CallState.PUBLISHED: "success", CallState.CLOSED: "neutral"}


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """A call of the list, with its pool."""

    call: "Call"
    kind: str
    state: str
    tone: str
    pool: PoolFigures


def row(call: "Call", pool: PoolFigures) -> CallRow:
    """Return a call with its words and its pool."""
    state = CallState(call.state)
    return CallRow(
        call=call,
        kind=CALL_KIND_LABELS[CallKind(call.kind)],
        state=CALL_STATE_LABELS[state],
        tone=_TONES[state],
        pool=pool,
    )


def lines(call: "Call") -> list[dict[str, str]]:
    """Return what a call says about itself, for `components/definition_list.html`."""
    named = (
        ("In breve", call.summary),
        ("Base normativa", call.legal_basis),
        ("Programma", call.programme),
        ("Azione", call.action),
        ("Codice del progetto", call.project_code),
        ("CUP", call.cup),
        ("Responsabile del procedimento (RUP)", call.project_officer),
        ("Chi può proporre", ", ".join(call.applicants_admitted)),
        ("Ambiti", ", ".join(call.areas)),
        ("Quartieri", ", ".join(call.districts)),
    )
    return [{"term": term, "value": value} for term, value in named if value]
