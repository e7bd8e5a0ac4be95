"""The gifts of a campaign as the rules see them."""

from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.donations import selectors as donations
from apps.donations.states import DonationState
from apps.matching.rules.eligibility import Contribution


def list_contributions(campaign_id: int) -> tuple[Contribution, ...]:
    """Return every gift of a campaign, donors as opaque keys, in order of id; amounts in cents."""
    return tuple(
        Contribution(
            donation_id=donation.pk,
            channel=Channel(donation.channel),
            donor_kind=DonorKind(donation.donor_kind),
            relation=Relation(donation.relation),
            gross_cents=donation.amount_cents,
            fee_cents=donation.attempt.fee_cents,
            refunded_cents=donation.amount_cents if donation.state == DonationState.REFUNDED else 0,
            collected=donation.collected_at is not None,
            donor_key=donation.donor_key,
        )
        for donation in donations.list_donations(campaign_id)
    )
