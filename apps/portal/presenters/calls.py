"""Calls for lists and for their own page: calendar, acts, rules in plain words, codes. Amounts in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.calls.rules.terms import MatchTerms
from apps.calls.states import ACT_KIND_LABELS, CALL_KIND_LABELS, CALL_STATE_LABELS, ActKind, CallKind, CallState
from apps.matching import wording
from apps.matching.examples import Case, example
from apps.matching.selectors import PoolFigures

if TYPE_CHECKING:
    from apps.calls.models import AdministrativeAct, Call, RulesVersion


@dataclass(frozen=True)
class Line:
    """A name and a value for `components/definition_list.html`."""

    term: str
    value: str


@dataclass(frozen=True, kw_only=True)
class CallCard:
    """A call in a list; without a pool when no money was put into one."""

    title: str
    path: str
    kind: str
    summary: str
    state: str
    state_label: str
    opens_at: datetime | None
    closes_at: datetime | None
    is_demo: bool
    pool: PoolFigures | None


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act behind a call, and the version of the rules that it published."""

    title: str
    date: date
    office: str
    subject: str
    rules_number: int | None


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published version of the rules."""

    number: int
    sha256: str
    published_at: datetime
    act: str


@dataclass(frozen=True, kw_only=True)
class Rules:
    """The rules in force in plain words, their worked example, every version published."""

    sentences: list[str]
    cases: tuple[Case, ...]
    current: Version
    versions: list[Version]


@dataclass(frozen=True, kw_only=True)
class CallPage:
    """What the page of a call says beside its texts."""

    card: CallCard
    lines: list[Line]
    acts: list[Act]
    rules: Rules | None


def card(call: "Call", pool: PoolFigures) -> CallCard:
    """Return a call for a list."""
    return CallCard(
        title=call.title,
        path=f"/bandi/{call.slug}/",
        kind=_(CALL_KIND_LABELS[CallKind(call.kind)]),
        summary=call.summary,
        state="closed" if call.state == CallState.CLOSED else "open",
        state_label=_(CALL_STATE_LABELS[CallState(call.state)]),
        opens_at=call.opens_at,
        closes_at=call.closes_at,
        is_demo=call.is_demo,
        pool=pool if pool.funded_cents else None,
    )


def page(acts: Sequence["AdministrativeAct"], versions: Sequence["RulesVersion"], pool: PoolFigures) -> CallPage:
    """Return the page of the call of these acts; `versions` newest first."""
    call = acts[0].call
    numbers = {version.act_id: version.number for version in versions}
    return CallPage(
        card=card(call, pool),
        lines=_lines(call),
        acts=[_act(act, numbers.get(act.pk)) for act in acts],
        rules=_rules(versions) if versions else None,
    )


def _rules(versions: Sequence["RulesVersion"]) -> Rules:
    terms = MatchTerms.from_document(versions[0].document)
    listed = [_version(version) for version in versions]
    return Rules(
        sentences=wording.sentences(terms),
        cases=example(terms).cases,
        current=listed[0],
        versions=listed,
    )


def _version(version: "RulesVersion") -> Version:
    return Version(
        number=version.number,
        sha256=version.sha256,
        published_at=version.published_at,
        act=_title(version.act),
    )


def _act(act: "AdministrativeAct", rules_number: int | None) -> Act:
    return Act(title=_title(act), date=act.date, office=act.office, subject=act.subject, rules_number=rules_number)


def _title(act: "AdministrativeAct") -> str:
    return _("%(kind)s n. %(number)s") % {"kind": _(ACT_KIND_LABELS[ActKind(act.kind)]), "number": act.number}


def _lines(call: "Call") -> list[Line]:
    named = (
        (_("Programma"), call.programme),
        (_("Azione"), call.action),
        (_("Codice del progetto"), call.project_code),
        ("CUP", call.cup),
        (_("Responsabile del procedimento (RUP)"), call.project_officer),
        (_("Base normativa"), call.legal_basis),
    )
    return [Line(term, value) for term, value in named if value]
