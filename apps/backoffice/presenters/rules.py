"""Rules as an officer reads them before publishing: what refuses them, what only warns, and what citizens will read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.backoffice.forms.calls import act_title
from apps.backoffice.forms.rows import PARAMETERS
from apps.backoffice.forms.rules import name_of
from apps.backoffice.words import value_in_words
from apps.calls.rules import check
from apps.calls.rules.differences import differences
from apps.calls.rules.document import Problem, RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.matching.examples import Case, example
from apps.matching.rules import wording

if TYPE_CHECKING:
    from apps.calls.models import RulesVersion


@dataclass(frozen=True)
class Remark:
    """One thing to know, with the place of its field on the page of the rules."""

    text: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a rules document stands. `sentences` and `cases` are empty while something refuses it."""

    terms: MatchTerms | None
    refusals: list[Remark]
    warnings: list[Remark]
    sentences: list[str]
    cases: tuple[Case, ...]

    @property
    def can_be_published(self) -> bool:
        """Whether nothing refuses publication."""
        return self.terms is not None and not self.refusals


@dataclass(frozen=True)
class Change:
    """One parameter before and after, in words."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Version:
    """A published version, and what it changed."""

    number: int
    act: str
    published_at: datetime
    sha256: str
    changes: list[Change]

    @property
    def changes_title(self) -> str:
        """What the table of changes is called; no two on a page are called the same."""
        return f"Che cosa cambia nella versione {self.number}"


def standing(document: Mapping[str, Any], cost_cents: int | None = None, projects: int | None = None) -> Standing:
    """Return how a document stands; cost (cents) and number of projects are simulated where the terms say neither."""
    try:
        terms = MatchTerms.from_document(document)
    except RulesRefused as refused:
        return Standing(terms=None, refusals=_remarks(refused.problems), warnings=[], sentences=[], cases=())
    review = check.review(terms, terms.max_project_cost_cents or cost_cents, terms.max_projects or projects)
    readable = review.can_be_published
    return Standing(
        terms=terms,
        refusals=_remarks([*review.problems, *review.unsettled]),
        warnings=_remarks(review.warnings),
        sentences=wording.sentences(terms) if readable else [],
        cases=example(terms).cases if readable else (),
    )


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return the parameters in which two documents differ, in words."""
    return [
        Change(each.label, value_in_words(each.field, each.before), value_in_words(each.field, each.after))
        for each in differences(before, after)
    ]


def versions(published: Sequence["RulesVersion"]) -> list[Version]:
    """Return the published versions, newest first as given, each with its difference from the one before."""
    earlier = [each.document for each in published[1:]]
    return [
        Version(
            number=version.number,
            act=act_title(version.act),
            published_at=version.published_at,
            sha256=version.sha256,
            changes=changes(earlier[place], version.document) if place < len(earlier) else [],
        )
        for place, version in enumerate(published)
    ]


def _remarks(problems: Sequence[Problem]) -> list[Remark]:
    return [Remark(problem.message_it, _anchor(problem.field)) for problem in problems]


def _anchor(field: str) -> str:
    parameter = field.split("[", maxsplit=1)[0].split(".", maxsplit=1)[0]
    return f"gruppo-{parameter}" if parameter in PARAMETERS else f"id_{name_of(field)}"
