"""What follows when the money of a gift has gone back to its donor, by whatever way, or came back from there."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.rules.vocabulary import OnFailure
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import CampaignState
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services import life
from apps.donations.states import DonationState
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def gives_all_back(campaign: "Campaign") -> bool:
    """Tell whether every gift of a campaign goes back: stopped for cause, or failed where the rules keep none."""
    if campaign.state == CampaignState.NOT_FUNDED:
        return campaigns.terms_of(campaign).on_failure is OnFailure.REFUND_ALL
    return campaign.state == CampaignState.CANCELLED


def record_return(*, campaign: "Campaign", donation: Donation, now: datetime) -> None:
    """Say of a locked gift of a locked campaign that its donor has the money, and complete the campaign's refunds."""
    life.move(donation=donation, state=DonationState.REFUNDED, refunded_at=now)
    announce_return(campaign=campaign, donation=donation, now=now)


def announce_return(*, campaign: "Campaign", donation: Donation, now: datetime) -> None:
    """Owe what follows when a gift is no longer there: its receipt, the campaign's last refund, the showcase."""
    registry.put_on_agenda(kind="donation.returned", key=str(donation.pk), due_at=now, now=now)
    if gives_all_back(campaign) and not selectors.has_refunding(campaign.pk):
        campaign_services.mark_refunds_completed(campaign_id=campaign.pk, now=now)
    campaign_services.announce_change(campaign_id=campaign.pk, now=now)


def take_back_return(*, campaign: "Campaign", donation: Donation, now: datetime) -> None:
    """Say of a locked gift that was given back that its donor has not got the money after all."""
    life.move(donation=donation, state=DonationState.REFUNDING, refunded_at=None)
    campaign_services.mark_refunds_incomplete(campaign_id=campaign.pk)
    campaign_services.announce_change(campaign_id=campaign.pk, now=now)
