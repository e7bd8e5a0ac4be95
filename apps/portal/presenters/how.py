"""How the match works in the calls that are running: their real rules in words, each with its worked example."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.matching import wording
from apps.matching.examples import Case, example

if TYPE_CHECKING:
    from apps.calls.models import RulesVersion


@dataclass(frozen=True)
class Running:
    """A running call: its rules in force as sentences, the first case of their example."""

    title: str
    path: str
    number: int
    sentences: list[str]
    cases: tuple[Case, ...]


def running(version: "RulesVersion") -> Running:
    """Return a call from the version of its rules in force, which was read with the call."""
    terms = MatchTerms.from_document(version.document)
    call = version.call
    return Running(
        title=call.title,
        path=f"/bandi/{call.slug}/",
        number=version.number,
        sentences=wording.sentences(terms),
        cases=example(terms).cases[:1],
    )
