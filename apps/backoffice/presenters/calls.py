"""Calls in the office's lists and pages: their words, and their history."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.states import CALL_KIND_LABELS, CALL_STATE_LABELS, CallKind, CallState
from apps.kernel.money import format_euro
from apps.matching.selectors import PoolFigures

if TYPE_CHECKING:
    from apps.audit.models import AuditEvent
    from apps.calls.models import Call

_TONES = {CallState.DRAFT: "neutral", CallState.PUBLISHED: "success", CallState.CLOSED: "neutral"}
_VERBS = {
    "call.created": "Bando creato",
    "call.rules_saved": "Regole salvate",
    "call.act_registered": "Atto registrato",
    "call.published": "Bando pubblicato",
    "call.rules_rectified": "Regole rettificate",
    "call.closed": "Bando chiuso",
    "call.funded": "Dotazione aumentata",
}


@dataclass(frozen=True, kw_only=True)
class CallRow:
    """A call of the list, with its pool."""

    call: "Call"
    kind: str
    state: str
    tone: str
    pool: PoolFigures


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of a call's history."""

    at: datetime
    actor: str
    what: str
    detail: str


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


def history(events: Sequence["AuditEvent"]) -> list[Event]:
    """Return the history of a call in words, newest first as given."""
    return [
        Event(at=event.at, actor=event.actor, what=_VERBS.get(event.verb, event.verb), detail=_detail(event.data))
        for event in events
    ]


def _detail(data: Mapping[str, object]) -> str:
    return ", ".join(_details(data))


def _details(data: Mapping[str, object]) -> Iterable[str]:
    amount_cents = data.get("amount_cents")
    if isinstance(amount_cents, int):
        yield format_euro(amount_cents)
    if data.get("act"):
        yield f"atto: {data['act']}"
    if data.get("sha256"):
        yield f"impronta {str(data['sha256'])[:12]}"
    if data.get("cup_warning"):
        yield str(data["cup_warning"])
