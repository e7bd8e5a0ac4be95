"""What the words about a campaign are taken from, and the sentences that several of them share."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Collection, MatchKind, OnFailure
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.matching import wording
from apps.matching.rules import threshold
from apps.matching.rules.measure import needs_the_match
from apps.matching.selectors import CampaignFigures, PoolFigures
from apps.matching.wording import Giver

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True)
class Notice:
    """A state in words; `tone` is one of the alert component's."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything that says how a campaign stands at one instant; `terms` have the one cap of its category."""

    campaign: "Campaign"
    terms: MatchTerms
    figures: CampaignFigures
    pool: PoolFigures
    now: datetime

    @property
    def closes_at(self) -> datetime:
        """The first instant that takes no gifts."""
        return campaigns.opened(self.campaign).closes_at

    @property
    def judged_at(self) -> datetime:
        """When it is judged whether the campaign is reached: where the first round ends, or at the deadline."""
        if self.campaign.opens_at is None:
            return self.closes_at
        return campaign_rules.first_round_ends_at(self.terms, self.campaign.opens_at) or self.closes_at

    @property
    def is_reached(self) -> bool:
        """Whether collected money has reached the threshold."""
        return self.campaign.threshold_reached_at is not None

    @property
    def is_in_a_later_round(self) -> bool:
        """Whether the first of several rounds is over."""
        return self.judged_at < self.closes_at and self.now >= self.judged_at

    @property
    def is_per_donation(self) -> bool:
        """Whether each gift is matched by itself."""
        return self.terms.kind is MatchKind.PER_DONATION

    @property
    def counts_the_match(self) -> bool:
        """Whether the match itself counts towards being reached."""
        return needs_the_match(self.terms)

    @property
    def charges_on_success(self) -> bool:
        """Whether a card pays only when the campaign succeeds: until then a gift is a promise."""
        return self.terms.collection is Collection.CHARGE_ON_SUCCESS

    @property
    def unpromised_cents(self) -> int:
        """What neither donations nor promises have brought yet towards the threshold."""
        return max(self.figures.missing_to_threshold_cents - self.figures.promised_cents, 0)

    @property
    def keeps_gifts(self) -> bool:
        """Whether donations stay with the project when it fails."""
        return self.terms.on_failure is OnFailure.KEEP

    @property
    def due_cents(self) -> int:
        """What the campaign is entitled to with the money collected so far, before the pool is looked at.

        Per donation, what is set aside so far.
        """
        if self.is_per_donation:
            return self.figures.match_cents
        return threshold.entitlement_cents(self.terms, self.figures.cost_cents, self.figures.counted_cents)

    @property
    def adds_money(self) -> bool:
        """Whether the pool adds anything under these rules."""
        return wording.adds_money(self.terms)

    @property
    def giver(self) -> Giver:
        """Whose money the pool is."""
        return wording.giver_of(self.terms)
