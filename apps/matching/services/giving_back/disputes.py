"""A dispute over a gift: what it does to the campaign's money, and to a grant that was already decided."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.cases import selectors as case_selectors
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.kernel.money import format_euro
from apps.matching import selectors
from apps.matching.rules import decision as rules
from apps.matching.rules.decision import Phase
from apps.matching.services import decisions
from apps.matching.services.collection import after_money, money_went_back
from apps.payments import services as payments

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.services import DisputeEffect

TAKEN = (DonationState.DISPUTED, DonationState.CHARGED_BACK)


def follow_dispute(*, account_id: str, dispute_id: str, now: datetime) -> None:
    """Ask the processor how a dispute stands, and act on it; order and repetition change nothing.

    Before the outcome the money leaves what the campaign has collected; after success the grant stays as it is and a
    shortfall case says how much of it rests on the gift. Raises GatewayUncertain, GatewayRefused, and
    PaymentAttempt.DoesNotExist for a charge that is not ours.
    """
    attempt, facts = payments.read_dispute(account_id=account_id, dispute_id=dispute_id)
    campaign_id = donations.get_donation_of_attempt(attempt.pk).campaign_id
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        effect = donation_services.record_dispute(campaign=campaign, attempt_id=attempt.pk, facts=facts, now=now)
        if campaign.state == CampaignState.FUNDED:
            _keep_shortfall(campaign, effect, now)
        elif effect.left:
            money_went_back(campaign_id=campaign_id, now=now)
        elif effect.came_back:
            after_money(campaign_id=campaign_id, now=now)


def _keep_shortfall(campaign: "Campaign", effect: "DisputeEffect", now: datetime) -> None:
    donation = effect.donation
    known = case_selectors.find_case(CaseKind.SHORTFALL, effect.dispute.dispute_id)
    if known is None and donation.state in TAKEN:
        granted_cents, without_cents = _grant_and_grant_without(campaign)
        cases.open_case(
            kind=CaseKind.SHORTFALL,
            key=effect.dispute.dispute_id,
            subject=f"campaign:{campaign.pk}",
            summary=f"«{campaign.title[:80]}» è finanziata, ma {format_euro(donation.amount_cents)} (donazione "
            f"{donation.pk}) sono contestati: {format_euro(granted_cents - without_cents)} del cofinanziamento "
            f"poggiano su questo denaro.",
            data={
                "campaign": campaign.pk,
                "donation": donation.pk,
                "dispute": effect.dispute.pk,
                "missing_cents": donation.amount_cents,
                "granted_cents": granted_cents,
                "granted_without_cents": without_cents,
            },
            now=now,
        )
    elif known is not None and effect.came_back:
        words = "La contestazione è stata vinta: il denaro è di nuovo al suo posto."
        cases.resolve_case(case_id=known.pk, resolution=words, actor="system", now=now)


def _grant_and_grant_without(campaign: "Campaign") -> tuple[int, int]:
    """Return what a campaign was granted, and what its rules grant on what it has now; never more. Cents."""
    free_cents = selectors.lock_pool(campaign.call_id)
    granted_cents = selectors.held_cents_of(campaign.pk)
    opened = campaigns.get_campaign(campaign.pk)
    decision = rules.decide(decisions.inputs_of(campaign=opened, phase=Phase.DEFINITIVE, free_cents=free_cents))
    return granted_cents, min(granted_cents, decision.granted_cents)
