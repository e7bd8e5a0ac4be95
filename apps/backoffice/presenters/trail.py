"""The audit trail in words: who, when, what, and what was before and after. Reads `apps.audit`, decides nothing.

A service that changes a value records `data={"before": {...}, "after": {...}}`; the other keys are facts, a key in
`_cents` is an amount. Words are in `backoffice.audit_words`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.audit import selectors as audit
from apps.backoffice import audit_values
from apps.backoffice import audit_words as words
from apps.backoffice.presenters.rules import changes
from apps.kernel.money import format_euro

if TYPE_CHECKING:
    from apps.audit.models import AuditEvent

RULES_SAVED = "call.rules_saved"
SHOWN_DIGITS = 12


@dataclass(frozen=True)
class Change:
    """One value before and after."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One act of the trail."""

    at: datetime
    actor: str
    what: str
    facts: list[tuple[str, str]]
    changes: list[Change]


def of(object_kind: str, object_id: int) -> list[Line]:
    """Return the trail of an object in words, newest first."""
    return lines(audit.history_of(object_kind, object_id))


def lines(events: "Sequence[AuditEvent]") -> list[Line]:
    """Return acts of one object in words, in the given order: newest first."""
    return [
        Line(
            at=event.at,
            actor=actor(event),
            what=what(event),
            facts=list(facts(event.data)),
            changes=_changes(event, events[place + 1 :]),
        )
        for place, event in enumerate(events)
    ]


def actor(event: "AuditEvent") -> str:
    """Return who acted."""
    kind, _, number = event.actor.partition(":")
    return f"persona n. {number}" if kind == "user" else words.ACTORS.get(event.actor, event.actor)


def what(event: "AuditEvent") -> str:
    """Return what was done."""
    return words.VERBS.get(event.verb, event.verb.replace(".", ": ").replace("_", " "))


def object_name(event: "AuditEvent") -> str:
    """Return what it was done to."""
    return f"{words.OBJECTS.get(event.object_kind, event.object_kind)} {event.object_id}"


def object_path(event: "AuditEvent") -> str:
    """Return the page of what it was done to, empty where it has none."""
    return words.PATHS.get(event.object_kind, "").format(event.object_id)


def facts(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the facts of an act, each with its name; nested documents are left out."""
    for name, value in data.items():
        if value in (None, "") or isinstance(value, dict):
            continue
        yield words.FACTS.get(name.removesuffix("_cents"), name.replace("_", " ").capitalize()), _said(name, value)


def detail(event: "AuditEvent") -> str:
    """Return the facts and changes of an act in one sentence."""
    changed = [f"{each.label}: da {each.before} a {each.after}" for each in _changes(event, [])]
    return "; ".join([*(f"{name}: {value}" for name, value in facts(event.data)), *changed])


def _changes(event: "AuditEvent", earlier: "Sequence[AuditEvent]") -> list[Change]:
    if event.verb == RULES_SAVED:
        before = next((each.data.get("document") for each in earlier if each.verb == RULES_SAVED), None)
        after = event.data.get("document")
        if not before or not after:
            return []
        return [Change(each.label, each.before, each.after) for each in changes(before, after)]
    before, after = event.data.get("before"), event.data.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict):
        return []
    return [
        Change(
            words.FACTS.get(name, name.replace("_", " ").capitalize()),
            _said(name, before.get(name)),
            _said(name, after.get(name)),
        )
        for name in {**before, **after}
        if before.get(name) != after.get(name)
    ]


def _said(name: str, value: Any) -> str:
    if value is None or value == "":
        return "vuoto"
    if name.endswith("_cents") and isinstance(value, int):
        return format_euro(value)
    if name == "sha256":
        return str(value)[:SHOWN_DIGITS]
    if isinstance(value, bool):
        return "sì" if value else "no"
    values = value if isinstance(value, list) else [value]
    return ", ".join(audit_values.said(name, each) for each in values)
