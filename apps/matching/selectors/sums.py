"""The gifts of a campaign in sums, where each single one is not needed: what a page may afford at any number of gifts.

Reads no personal data beyond the opaque keys of donors, and those only where the rules count donors. Cents.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.donations import selectors as donations
from apps.donations.states import DonationState
from apps.matching.models import MatchClaim
from apps.matching.rules import eligibility
from apps.matching.rules.eligibility import Contribution
from apps.matching.rules.per_donation import Used
from apps.matching.selectors.contributions import GOING_BACK, TAKEN_BACK

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.selectors import GiftSum


def list_sums(campaign: "Campaign", terms: MatchTerms) -> tuple[Contribution, ...]:
    """Return the collected gifts of a campaign, each line those that the rules judge alike.

    One line per donor where the rules look at donors. What the lines count for together is what the gifts count for.
    """
    if _has_ceiling(terms) or terms.counting.min_distinct_donors > 1:
        return _contributions(donations.list_sums_by_donor(campaign.pk))
    return _contributions(donations.list_sums([campaign.pk]).get(campaign.pk, []))


def counted_cents(campaign: "Campaign", terms: MatchTerms, kept: Sequence["GiftSum"]) -> int:
    """Return what the rules count of the gifts of a campaign, whose sums are `kept`; a query where donors matter."""
    found = donations.list_sums_by_donor(campaign.pk) if _has_ceiling(terms) and kept else kept
    return sum(each.counted_cents for each in eligibility.judge(terms, _contributions(found)))


def list_of_donor(campaign: "Campaign", donor_key: str) -> tuple[Contribution, ...]:
    """Return the collected gifts of one donor to a campaign, in sums; nothing for a donor who is not known."""
    return _contributions(donations.list_sums_by_donor(campaign.pk, donor_key)) if donor_key else ()


def used_of(campaign: "Campaign", terms: MatchTerms, donor_key: str) -> Used:
    """Return what the gifts of a campaign that reserve one by one have taken so far, and those of one donor of it."""
    own = list_of_donor(campaign, donor_key)
    has_given = any(each.counted_cents > 0 for each in eligibility.judge(terms, own))
    claims = MatchClaim.objects.filter(campaign_id=campaign.pk, donation__isnull=False)
    of_donor = claims.filter(donation__campaign_id=campaign.pk, donation__donor_key=donor_key)
    return Used(_due_cents(claims), _due_cents(of_donor) if own else 0, has_given)


def _due_cents(claims: QuerySet[MatchClaim]) -> int:
    return int(claims.aggregate(cents=Sum("entitlement_cents"))["cents"] or 0)


def _has_ceiling(terms: MatchTerms) -> bool:
    return terms.counting.per_donor_ceiling_cents is not None


def _contributions(sums: Iterable["GiftSum"]) -> tuple[Contribution, ...]:
    collected = (each for each in sums if not each.is_promised)
    return tuple(_contribution(place, each) for place, each in enumerate(collected, start=1))


def _contribution(place: int, line: "GiftSum") -> Contribution:
    state = DonationState(line.state)
    return Contribution(
        donation_id=place,
        channel=Channel(line.channel),
        donor_kind=DonorKind(line.donor_kind),
        relation=Relation(line.relation),
        gross_cents=line.amount_cents,
        fee_cents=line.fee_cents,
        refunded_cents=line.amount_cents if state in GOING_BACK else 0,
        collected=True,
        disputed=state in TAKEN_BACK,
        donor_key=line.donor_key,
    )
