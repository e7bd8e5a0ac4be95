"""Gifts that a rehearsal tells: they come from a file, and not from a donor's form or the processor.

The campaign's deadline and the call's least donation hold, the limits of the online form do not. From the moment the
money comes, everything is the services' own.
"""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls.rules import admission
from apps.calls.rules.vocabulary import Channel, DonorKind, Relation
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import selectors
from apps.donations.models import Donation
from apps.donations.services.refunds import request_refund
from apps.donations.services.start import CampaignClosed, GiftRefused
from apps.donations.states import DonationState
from apps.payments.services import rehearsed as payments
from apps.payments.states import AttemptKind
from tenants.registry.schema import require_rehearsal

_KINDS = {
    Channel.ONLINE: AttemptKind.CHECKOUT,
    Channel.BANK_TRANSFER: AttemptKind.TRANSFER,
    Channel.OFFLINE: AttemptKind.OFFLINE,
}


def tell_gift(
    *,
    campaign_id: int,
    amount_cents: int,
    donor: str,
    donor_kind: DonorKind,
    channel: Channel,
    relation: Relation,
    now: datetime,
) -> Donation:
    """Begin a gift whose donor is known by a word only; raises CampaignClosed, GiftRefused."""
    require_rehearsal()
    campaign = campaigns.get_campaign(campaign_id)
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        raise CampaignClosed("La campagna non accetta donazioni in quel momento.")
    opened = campaigns.opened(campaign)
    refusal = admission.why_donation_not_admitted(calls.terms_of_version(opened.rules_version_id), amount_cents)
    if refusal:
        raise GiftRefused(refusal)
    with transaction.atomic():
        attempt = payments.make_up_attempt(
            account_pk=opened.account_pk, kind=_KINDS[channel], amount_cents=amount_cents, now=now
        )
        return Donation.objects.create(
            campaign=campaign,
            attempt=attempt,
            request_key=uuid4(),
            channel=channel,
            amount_cents=amount_cents,
            donor_kind=donor_kind,
            donor_name=donor,
            donor_email="rehearsal@example.org",
            donor_key=hashlib.sha256(donor.encode()).hexdigest()[:32],
            relation=relation,
            relation_reason="" if relation is Relation.NONE else "edition_file",
            is_anonymous=True,
            started_at=now,
        )


def take_back(*, donation_id: int, now: datetime) -> bool:
    """Owe a collected gift back to its donor, who asks for it; False when there is nothing to give back."""
    require_rehearsal()
    with transaction.atomic(durable=True):
        campaigns.lock_campaign(selectors.campaign_id_of(donation_id))
        donation = selectors.lock_donation(donation_id)
        if donation.state != DonationState.COLLECTED:
            return False
        request_refund(donation=donation, reason="donor", now=now)
        return True
