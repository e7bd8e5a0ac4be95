"""What past editions teach about the expected case: how many campaigns succeed, and how much citizens give.

Owns which reported figures are used and how; does not read files. No source reports the cost of each project: raised
plus matched, which is what funded projects received, stands for it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.kernel.money import WHOLE_BPS


@dataclass(frozen=True, kw_only=True)
class Sample:
    """A ratio of two sums over the editions that report both; `share_bps` is rounded down."""

    part: int
    whole: int
    editions: tuple[str, ...]

    @property
    def share_bps(self) -> int:
        """The part in basis points of the whole; all of it when no edition reports anything."""
        return self.part * WHOLE_BPS // self.whole if self.whole else WHOLE_BPS


@dataclass(frozen=True, kw_only=True)
class PastEditions:
    """`success`: funded campaigns out of those online. `raised`: citizens' cents out of citizens' and city's cents.

    `gift`: citizens' cents per donor, `part` over `whole`. `campaigns` is the largest number of campaigns online.
    """

    success: Sample
    raised: Sample
    gift: Sample
    campaigns: int

    @property
    def mean_gift_cents(self) -> int:
        """What a donor gives on average, rounded down to the cent; 0 when no edition says."""
        return self.gift.part // self.gift.whole if self.gift.whole else 0


def learn(outcomes: Mapping[str, Mapping[str, Any]]) -> PastEditions:
    """Return what the reported outcomes teach, by edition; an edition counts where it reports both figures.

    Sums, not means of ratios: a large edition weighs more than a small one.

    >>> learn({"a": {"campaigns_funded": 16, "campaigns_online": 18}, "b": {"campaigns_online": 16}}).success
    Sample(part=16, whole=18, editions=('a',))
    """
    success, raised, gift = [], [], []
    for key, outcome in outcomes.items():
        funded, online = _number(outcome, "campaigns_funded"), _number(outcome, "campaigns_online")
        raised_cents, matched_cents = _number(outcome, "raised_cents"), _number(outcome, "matched_cents")
        donors = _donors(outcome)
        if funded and online:
            success.append((key, funded, online))
        if raised_cents and matched_cents:
            raised.append((key, raised_cents, raised_cents + matched_cents))
        if raised_cents and donors:
            gift.append((key, raised_cents, donors))
    return PastEditions(
        success=_sample(success),
        raised=_sample(raised),
        gift=_sample(gift),
        campaigns=max((_number(outcome, "campaigns_online") for outcome in outcomes.values()), default=0),
    )


def _sample(rows: list[tuple[str, int, int]]) -> Sample:
    return Sample(
        part=sum(part for _, part, _ in rows),
        whole=sum(whole for _, _, whole in rows),
        editions=tuple(key for key, _, _ in rows),
    )


def _donors(outcome: Mapping[str, Any]) -> int:
    by_kind = _number(outcome, "donors_natural_persons") + _number(outcome, "donors_legal_entities")
    return _number(outcome, "donors") or by_kind


def _number(outcome: Mapping[str, Any], name: str) -> int:
    value = outcome.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
