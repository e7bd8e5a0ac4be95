"""What a donor is told of a gift, each fact once."""

from datetime import datetime

from apps.campaigns import selectors as campaigns
from apps.donations import links, selectors
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.notifications import services as notifications


def tell_outcome(*, key: str, now: datetime) -> None:
    """Tell every donor of the funded campaign `key` that it succeeded; each once, whatever is repeated."""
    campaign = campaigns.get_campaign(int(key))
    for donation in selectors.list_donations(campaign.pk):
        donation.campaign = campaign
        if donation.state == DonationState.COLLECTED:
            tell(donation, "campaign_funded", now)


def tell(donation: Donation, kind: str, now: datetime, **more: object) -> None:
    """Owe the donor the message of a kind, with what its template shows besides the gift."""
    data = {
        "name": donation.donor_name,
        "campaign": donation.campaign.title,
        "amount_cents": donation.amount_cents,
        "path": f"/donazioni/{links.token_of(donation.pk)}/",
        **more,
    }
    notifications.enqueue(kind=kind, key=str(donation.pk), to=donation.donor_email, data=data, now=now)
