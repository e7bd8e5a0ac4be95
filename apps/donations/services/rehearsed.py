"""Gifts that a rehearsal tells: they come from a file, and not from a donor's form or the processor.

The campaign's deadline and the call's least donation hold, the limits of the online form do not. The channel says what
counts; the money of every channel moves as the processor's. From the moment it comes, everything is the services' own.
"""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from apps.calls.editions.edition import PlannedGift
from apps.calls.rules import admission
from apps.calls.rules.vocabulary import Relation
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations.models import Donation
from apps.donations.services.start import CampaignClosed, GiftRefused
from apps.payments.services import rehearsed as payments
from tenants.registry.schema import require_rehearsal

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def tell_gift(*, campaign: "Campaign", gift: PlannedGift, now: datetime) -> Donation:
    """Begin a gift whose donor is known by a word only, in the rehearsal's transaction.

    Raises CampaignClosed, GiftRefused.
    """
    require_rehearsal()
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        raise CampaignClosed("La campagna non accetta donazioni in quel momento.")
    refusal = admission.why_donation_not_admitted(campaigns.terms_of(campaign), gift.amount_cents)
    if refusal:
        raise GiftRefused(refusal)
    account_pk = campaigns.opened(campaign).account_pk
    attempt = payments.make_up_attempt(account_pk=account_pk, amount_cents=gift.amount_cents, now=now)
    return Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        request_key=uuid4(),
        channel=gift.channel,
        amount_cents=gift.amount_cents,
        donor_kind=gift.donor_kind,
        donor_name=gift.donor,
        donor_email="rehearsal@example.org",
        donor_key=hashlib.sha256(gift.donor.encode()).hexdigest()[:32],
        relation=gift.relation,
        relation_reason="" if gift.relation is Relation.NONE else "edition_file",
        is_anonymous=True,
        started_at=now,
    )
