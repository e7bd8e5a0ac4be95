"""What one more gift would do now, for the page on which it is decided: read without a lock, never a promise.

Owns the reading of the moment; the effect is computed by `apps.matching.rules.effect`, as the outcome would be.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Channel, DonorKind, MatchKind, Relation
from apps.campaigns import selectors as campaigns
from apps.matching import selectors
from apps.matching.rules import boosts
from apps.matching.rules import effect as rules
from apps.matching.rules.effect import NOTHING_USED, Effect, Moment
from apps.matching.rules.eligibility import Contribution
from apps.matching.rules.measure import measure, reserves_per_gift
from apps.matching.rules.per_donation import Used
from apps.matching.services import decisions

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

STRANGER = "-"
_LAST = 2**62


@dataclass(frozen=True, kw_only=True)
class Donor:
    """What is known of who gives: `key` is empty for a guest, whose earlier gifts nobody may be told of."""

    key: str = ""
    kind: DonorKind = DonorKind.NATURAL_PERSON
    channel: Channel = Channel.ONLINE
    relation: Relation = Relation.NONE


def moment_of(*, campaign: "Campaign", free_cents: int, donor: Donor, now: datetime) -> Moment:
    """Return how a campaign that has opened stands for one more gift; `free_cents` is free in its pool."""
    terms = campaigns.terms_of(campaign)
    per_donation = terms.kind is MatchKind.PER_DONATION
    announcements = decisions.announcements_of(campaign=campaign, terms=terms)
    return Moment(
        terms=terms,
        cost_cents=campaign.cost_cents,
        free_cents=free_cents,
        contributions=selectors.list_of_donor(campaign, donor.key)
        if per_donation
        else selectors.list_sums(campaign, terms),
        used=_used(campaign, terms, donor.key) if per_donation else NOTHING_USED,
        windows=tuple(boosts.windows(terms.boosts, campaign.opens_at, announcements)),
        second=boosts.seconds_between(campaign.opens_at, now) if campaign.opens_at else 0,
        is_reached=campaign.threshold_reached_at is not None,
        campaign_id=campaign.pk,
        rank=campaign.rank,
    )


def effect_of(*, moment: Moment, amount_cents: int, donor: Donor) -> Effect:
    """Return what a gift of an amount would do at a moment, before the processor's fee, which nobody knows yet."""
    gift = Contribution(
        donation_id=_LAST,
        channel=donor.channel,
        donor_kind=donor.kind,
        relation=donor.relation,
        gross_cents=amount_cents,
        fee_cents=0,
        refunded_cents=0,
        collected=True,
        donor_key=donor.key or STRANGER,
    )
    return rules.effect(moment, gift)


def _used(campaign: "Campaign", terms: MatchTerms, donor_key: str) -> Used:
    """Return what the gifts so far have taken: as written where each reserves, computed where they are judged later."""
    if reserves_per_gift(terms):
        return selectors.used_of(campaign, terms, donor_key)
    contributions = selectors.list_contributions(campaign, terms)
    announcements = decisions.announcements_of(campaign=campaign, terms=terms)
    found = measure(terms, campaign.cost_cents, contributions, campaign.opens_at, announcements)
    keys = {each.donation_id: each.donor_key for each in contributions}
    own_cents = sum(each.match_cents for each in found.matches if keys[each.donation_id] == donor_key)
    has_given = any(each.counted_cents > 0 and keys[each.donation_id] == donor_key for each in found.judged)
    return Used(found.due_cents, own_cents, has_given)
