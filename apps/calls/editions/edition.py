"""What an edition is: its rules, what was reported of it, and what happened in it day by day. Cents, aware instants."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Channel, DonorKind, Relation


@dataclass(frozen=True, kw_only=True)
class PlannedCampaign:
    """A campaign that opens at `opens_at` and takes gifts until `closes_at`, the first instant not accepted."""

    key: str
    title: str
    cost_cents: int
    opens_at: datetime
    closes_at: datetime
    category: str = ""
    rank: int | None = None
    optimum_cost_cents: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlannedGift:
    """A gift begun at `at`; its money came at `collected_at` and, where it did, went back at `refunded_at`."""

    at: datetime
    campaign: str
    amount_cents: int
    donor: str
    collected_at: datetime
    donor_kind: DonorKind = DonorKind.NATURAL_PERSON
    channel: Channel = Channel.ONLINE
    relation: Relation = Relation.NONE
    fee_cents: int = 0
    refunded_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Funding:
    """Money that entered the pool."""

    at: datetime
    amount_cents: int


@dataclass(frozen=True, kw_only=True)
class Rectification:
    """A later version of the rules: the parameters that it states take the place of those in force."""

    at: datetime
    changes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition. `constructed` says which of its campaigns and donations no source reports; empty when all are real.

    `call` and `outcome` keep what the sources say besides, as they say it.
    """

    key: str
    rules: dict[str, Any]
    source: tuple[str, ...] = ()
    municipality: str = ""
    operator: str = ""
    title: str = ""
    note: str = ""
    constructed: str = ""
    call: dict[str, Any] = field(default_factory=dict)
    outcome: dict[str, Any] = field(default_factory=dict)
    campaigns: tuple[PlannedCampaign, ...] = ()
    donations: tuple[PlannedGift, ...] = ()
    fundings: tuple[Funding, ...] = ()
    rectifications: tuple[Rectification, ...] = ()

    def terms(self) -> MatchTerms:
        """Return the match terms; raises RulesRefused."""
        return MatchTerms.from_document(self.rules)

    def begins_at(self) -> datetime:
        """Return the first instant of which the edition tells; raises ValueError when it has no campaign."""
        openings = [campaign.opens_at for campaign in self.campaigns]
        return min([*openings, *(funding.at for funding in self.fundings), *(gift.at for gift in self.donations)])
