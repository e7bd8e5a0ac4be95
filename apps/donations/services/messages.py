"""What a donor is told of a gift, each fact once."""

from datetime import datetime

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations import links, selectors
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.kernel.texts import for_message
from apps.notifications import services as notifications

TOLD_OF_CANCELLATION = (DonationState.REFUNDING, DonationState.REFUNDED, DonationState.DISPUTED)


def tell_outcome(*, key: str, now: datetime) -> None:
    """Tell every donor of the settled campaign `key` that it succeeded, or did not: the gift is kept, or goes back.

    Each once, whatever is repeated; who has the money back already knows.
    """
    campaign = campaigns.get_campaign(int(key))
    is_funded = campaign.state == CampaignState.FUNDED
    kinds = {DonationState.COLLECTED: "campaign_funded" if is_funded else "campaign_kept"}
    if not is_funded:
        kinds[DonationState.REFUNDING] = "campaign_not_funded"
    for donation in selectors.list_donations(campaign.pk):
        donation.campaign = campaign
        if kind := kinds.get(DonationState(donation.state)):
            tell(donation, kind, now)


def tell_cancellation(*, key: str, now: datetime) -> None:
    """Tell every donor whom the cancelled campaign `key` owes money why it was stopped; each once."""
    campaign = campaigns.get_campaign(int(key))
    for donation in selectors.list_donations(campaign.pk):
        donation.campaign = campaign
        if donation.state in TOLD_OF_CANCELLATION:
            tell(donation, "campaign_cancelled", now, reason=campaign.cancelled_reason)


def tell(donation: Donation, kind: str, now: datetime, *, fact: str = "", **more: object) -> None:
    """Owe the donor the message of a kind, with what its template shows besides the gift; one without an e-mail none.

    `fact` is its key when the gift itself is not: a message of a kind is sent once by key.
    """
    if not donation.donor_email:
        return
    data = {
        "name": donation.donor_name,
        "campaign": donation.campaign.title,
        "translations": for_message(campaign=(donation.campaign.translations, "title")),
        "amount_cents": donation.amount_cents,
        "path": f"/donazioni/{links.token_of(donation.pk)}/",
        **more,
    }
    notifications.enqueue(
        kind=kind,
        key=fact or str(donation.pk),
        to=donation.donor_email,
        data=data,
        now=now,
        language=donation.language,
    )
