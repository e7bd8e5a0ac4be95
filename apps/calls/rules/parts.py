"""The nested parts of the match terms: boosts, rounds and what counts."""

from dataclasses import dataclass
from datetime import datetime

from apps.calls.rules.vocabulary import Amounts, Channel, DonorKind, Relation, RoundGoal


@dataclass(frozen=True, kw_only=True)
class Boost:
    """A higher ratio for some hours: from an hour after the opening, or from an instant for every campaign.

    With neither it is announced later, by a rectification that states when; until then it changes nothing.
    """

    ratio_bps: int
    hours: int
    from_hour: int | None = None
    starts_at: datetime | None = None

    @property
    def is_announced(self) -> bool:
        """Whether it is known when the boost begins."""
        return self.from_hour is not None or self.starts_at is not None


@dataclass(frozen=True, kw_only=True)
class Round:
    """A stretch of a campaign with a goal of its own."""

    days: int
    goal: RoundGoal


@dataclass(frozen=True, kw_only=True)
class Counting:
    """Which donations count towards the threshold, and for how much."""

    channels: tuple[Channel, ...] = (Channel.ONLINE,)
    amounts: Amounts = Amounts.GROSS
    donor_kinds: tuple[DonorKind, ...] = tuple(DonorKind)
    excluded_relations: tuple[Relation, ...] = ()
    per_donor_ceiling_cents: int | None = None
    min_distinct_donors: int = 1
