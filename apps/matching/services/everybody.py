"""What becomes of all the gifts of a locked campaign at its end: they stay, or go back; promises are released."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.calls.rules.vocabulary import OnFailure
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.matching.services.promises import release_promises

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def gives_back(campaign: "Campaign") -> bool:
    """Tell whether the gifts that a campaign has collected go back to their donors: it failed, or was stopped."""
    if campaign.state == CampaignState.NOT_FUNDED:
        return campaigns.terms_of(campaign).on_failure is not OnFailure.KEEP
    return campaign.state == CampaignState.CANCELLED


def let_go(*, campaign: "Campaign", now: datetime) -> None:
    """Owe every collected gift back where the campaign gives back, and charge nobody's card any more."""
    if gives_back(campaign):
        gifts = donations.lock_collected(campaign.pk)
        donation_services.request_refunds(gifts=gifts, reason=str(campaign.state), now=now)
        if not donations.has_refunding(campaign.pk):
            campaign_services.mark_refunds_completed(campaign_id=campaign.pk, now=now)
    release_promises(campaign=campaign, now=now)
