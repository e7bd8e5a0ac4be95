"""The gifts of a campaign as the rules see them.

Money that is owed back to its donor, or that the donor's bank has taken back, counts no more from that moment on, also
while it is still on its way: public money follows what citizens really leave with the project.
"""

from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Channel, DonorKind, MatchKind, Relation
from apps.donations import selectors as donations
from apps.donations.states import DonationState
from apps.matching.rules.boosts import seconds_between
from apps.matching.rules.eligibility import Contribution
from apps.matching.selectors.claims import places_of_gifts

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

GOING_BACK = frozenset({DonationState.REFUNDING, DonationState.REFUNDED})
TAKEN_BACK = frozenset({DonationState.DISPUTED, DonationState.CHARGED_BACK})


def list_contributions(campaign: "Campaign", terms: MatchTerms) -> tuple[Contribution, ...]:
    """Return every gift of a campaign, donors as opaque keys, in order of id; amounts in cents.

    Where the match is per donation, with the place in the commit sequence and the seconds since the opening.
    """
    per_donation = terms.kind is MatchKind.PER_DONATION
    places = places_of_gifts(campaign.pk) if per_donation else {}
    return tuple(
        Contribution(
            donation_id=gift.pk,
            channel=Channel(gift.channel),
            donor_kind=DonorKind(gift.donor_kind),
            relation=Relation(gift.relation),
            gross_cents=gift.amount_cents,
            fee_cents=gift.fee_cents,
            refunded_cents=gift.amount_cents if gift.state in GOING_BACK else 0,
            collected=gift.collected_at is not None,
            disputed=gift.state in TAKEN_BACK,
            donor_key=gift.donor_key,
            sequence=places.get(gift.pk),
            at_second=_second(campaign, gift) if per_donation else 0,
        )
        for gift in donations.list_facts(campaign.pk)
    )


def _second(campaign: "Campaign", gift: donations.GiftFacts) -> int:
    if campaign.opens_at is None or gift.collected_at is None:
        return 0
    return seconds_between(campaign.opens_at, gift.collected_at)
