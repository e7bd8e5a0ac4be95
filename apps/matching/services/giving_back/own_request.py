"""A donor takes a gift back while the campaign is open: free, without reasons, once, until the deadline."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.kernel.errors import DomainError
from apps.matching.services.collection import money_went_back

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

REASON = "own_request"


class NotYours(DomainError):
    """The gift cannot be taken back any more."""

    code = "gift_not_given_back"
    status = 409


def may_take_back(donation: "Donation", campaign: "Campaign", now: datetime) -> bool:
    """Tell whether a donor may still take a gift back: it is collected, and the campaign takes gifts."""
    return donation.state == DonationState.COLLECTED and campaign_rules.accepts_donations(
        campaign.state, campaign.opens_at, campaign.closes_at, now
    )


def give_back_own_gift(*, donation_id: int, now: datetime) -> None:
    """Owe a gift back because its donor asks for it; what the campaign had reserved with it goes back to the pool.

    Asked again, it changes nothing. Raises NotYours from the deadline on, and for a gift that was not collected or
    over which a dispute is open.
    """
    campaign_id = donations.campaign_id_of(donation_id)
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        donation = donations.lock_donation(donation_id)
        if donation.state in (DonationState.REFUNDING, DonationState.REFUNDED):
            return
        if not may_take_back(donation, campaign, now):
            raise NotYours(
                _("Questa donazione non si può più ritirare: la raccolta è chiusa o il pagamento è sospeso.")
            )
        donation_services.request_refund(donation=donation, reason=REASON, now=now)
        audit.record(actor="donor", verb="taken_back", object_kind="donation", object_id=donation_id, now=now)
        money_went_back(campaign_id=campaign_id, now=now)
