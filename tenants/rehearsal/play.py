"""An edition told from its first instant to its last, on a clock of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from apps.calls.editions.edition import Edition, Funding
from apps.calls.rules.terms import MatchTerms
from tenants.rehearsal import agenda
from tenants.rehearsal.stage import Stage

_FUND, _RECTIFY, _OPEN, _BEGIN, _COLLECT, _TAKE_BACK = range(6)


@dataclass(frozen=True, order=True)
class Deed:
    """Something that the file says; at the same instant money enters the pool first, and gifts keep their order."""

    at: datetime
    kind: int
    place: int


def play(edition: Edition, document: dict[str, Any], fundings: tuple[Funding, ...]) -> Stage:
    """Tell the edition under a rules document, in the current scratch schema, and return what stands there.

    Raises RulesRefused.
    """
    stage = Stage(edition, document, edition.begins_at())
    stage.publish(stage.now)
    for deed in sorted(_deeds(edition, document, fundings)):
        agenda.perform_before(stage, deed.at)
        stage.now = deed.at
        _DOERS[deed.kind](stage, fundings, deed)
        if deed.kind != _BEGIN:
            stage.something_happened()
    agenda.perform_all(stage)
    return stage


def pool_of(edition: Edition, terms: MatchTerms, fundings: tuple[Funding, ...]) -> tuple[str, tuple[Funding, ...]]:
    """Return where the pool comes from, and its money: the file's fundings, the rules' pool, or the worst case.

    The worst case, every campaign with its cap, is taken when neither states an amount, so that nobody waits.
    """
    if fundings:
        return "fundings", fundings
    at = edition.begins_at()
    if terms.pool_cents is not None:
        return "rules", (Funding(at=at, amount_cents=terms.pool_cents),) if terms.pool_cents else ()
    caps = [terms.caps_by_category.get(each.category, terms.cap_per_project_cents or 0) for each in edition.campaigns]
    return "worst_case", (Funding(at=at, amount_cents=sum(caps)),) if sum(caps) else ()


def _deeds(edition: Edition, document: dict[str, Any], fundings: tuple[Funding, ...]) -> Iterator[Deed]:
    for place, funding in enumerate(fundings):
        yield Deed(funding.at, _FUND, place)
    if document is edition.rules:
        for place, rectification in enumerate(edition.rectifications):
            yield Deed(rectification.at, _RECTIFY, place)
    for place, campaign in enumerate(edition.campaigns):
        yield Deed(campaign.opens_at, _OPEN, place)
    for place, gift in enumerate(edition.donations):
        yield Deed(gift.at, _BEGIN, place)
        if gift.collected_at > gift.at:
            yield Deed(gift.collected_at, _COLLECT, place)
        if gift.refunded_at:
            yield Deed(gift.refunded_at, _TAKE_BACK, place)


def _fund(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    stage.fund(deed.place + 1, fundings[deed.place].amount_cents, deed.at)


def _rectify(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    stage.rectify(deed.place + 1, stage.edition.rectifications[deed.place].changes, deed.at)


def _open(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    stage.open(stage.edition.campaigns[deed.place], deed.at)


def _begin(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    gift = stage.edition.donations[deed.place]
    stage.begin(deed.place, gift, deed.at)
    if gift.collected_at == gift.at:
        stage.collect(deed.place, gift, deed.at)


def _collect(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    stage.collect(deed.place, stage.edition.donations[deed.place], deed.at)


def _take_back(stage: Stage, fundings: tuple[Funding, ...], deed: Deed) -> None:
    stage.take_back(deed.place, stage.edition.donations[deed.place], deed.at)


_DOERS: dict[int, Callable[[Stage, tuple[Funding, ...], Deed], None]] = {
    _FUND: _fund,
    _RECTIFY: _rectify,
    _OPEN: _open,
    _BEGIN: _begin,
    _COLLECT: _collect,
    _TAKE_BACK: _take_back,
}
