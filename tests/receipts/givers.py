"""Gifts that ask for a receipt, in a campaign that ended well, without the processor."""

from datetime import UTC, datetime, timedelta
from typing import Any

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.kernel import clock
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt
from apps.receipts.states import Regime
from tenants.registry import selectors as registry
from tests.factories import story

SUMMER = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
ADA = "RSSDAA80A41F205L"
MARIO = "RSSMRA80A01F205X"
ASKING = {"wants_receipt": True, "donor_tax_code": ADA, "donor_address": "Via Roma 1, Milano"}


def make_settings(campaign: Campaign, regime: Regime = Regime.CTS_83) -> None:
    """Let the office approve a text and choose the campaign's regime."""
    receipts.save_text(regime=regime, text="Il testo del Comune.", actor="ufficio", now=clock.now())
    receipts.choose_regime(campaign_id=campaign.pk, regime=regime, actor="ufficio", now=clock.now())


def make_funded(
    *gifts: dict[str, Any], regime: Regime = Regime.CTS_83, **fields: Any
) -> tuple[Campaign, list[Donation]]:
    """Collect gifts for a campaign, one asking for a receipt unless told, and fund it; the office has chosen all."""
    campaign = story.make_campaign(story.make_call(), 1_000_00, **fields)
    make_settings(campaign, regime)
    made = [story.make_collected_donation(campaign, 500_00, **{**ASKING, **gift}) for gift in gifts or ({},)]
    story.settle(campaign, now=campaign.closes_at + timedelta(hours=1))
    return campaign, [story.read(gift) for gift in made]


def issue(donation: Donation, now: Any = None) -> DonationReceipt:
    """Issue the receipt of a gift."""
    return receipts.issue_receipt(donation_id=donation.pk, actor="test", now=now or clock.now())


def owed(kind: str) -> list[str]:
    """Return the keys of what is owed of one kind, earliest first."""
    return [item.key for item in registry.list_agenda("c_milano", kind)]
