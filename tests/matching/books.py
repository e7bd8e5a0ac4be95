"""What the tests of the match read: the pool, claims and decisions; and the refunds that are owed."""

import json
from datetime import datetime
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction

from apps.calls.models import Call
from apps.campaigns import selectors as campaigns
from apps.campaigns.models import Campaign
from apps.donations import selectors as donations_read
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.models import DecisionRecord, MatchClaim
from apps.matching.rules.record import recompute
from apps.matching.selectors import PoolFigures
from apps.payments import services as payments
from apps.payments.gateway import PaymentFacts
from tenants.registry import selectors as registry
from tests.factories.city import DEADLINE, NOW

_numbers = count(1)


def pool(call: Call) -> PoolFigures:
    figures = selectors.pool_figures(call.pk)
    assert figures.funded_cents == figures.committed_cents + figures.reserved_cents + figures.free_cents
    assert ledger.verify() == []
    return figures


def claim(campaign: Campaign) -> MatchClaim:
    found = selectors.claim_of(campaign.pk)
    assert found is not None
    return found


def held(campaign: Campaign) -> tuple[int, int]:
    return claim(campaign).reserved_cents, claim(campaign).committed_cents


def outcomes(campaign: Campaign) -> list[tuple[str, str]]:
    records = DecisionRecord.objects.filter(campaign=campaign).order_by("number")
    assert all(recompute(record.record) == [] for record in records)
    return [(record.phase, json.loads(record.record)["result"]["outcome"]) for record in records]


def send_refunds(now: object = DEADLINE) -> None:
    for item in registry.list_agenda("c_milano", "refund.send"):
        donations.send_refund(key=item.key, now=now)


def begin(campaign: Campaign, amount_cents: int, *, donor: str = "", now: datetime = NOW, **fields: Any) -> Donation:
    """Write a gift whose page is open at the processor."""
    number = next(_numbers)
    attempt = payments.prepare_attempt(account_pk=campaign.account_id, amount_cents=amount_cents, now=now)
    attempt.state, attempt.session_id = "open", f"cs_{number}_{attempt.pk}"
    attempt.save(update_fields=["state", "session_id"])
    values = {
        "donor_name": "Ada Rossi",
        "donor_email": f"ada{number}@example.org",
        "donor_key": donor or f"donor-{number}",
        "started_at": now,
    }
    return Donation.objects.create(
        campaign=campaign, attempt=attempt, request_key=uuid4(), amount_cents=amount_cents, **{**values, **fields}
    )


def facts_of(donation: Donation, fee_cents: int = 25) -> PaymentFacts:
    """Return what the processor says of a gift that was paid."""
    return PaymentFacts(
        session_id=donation.attempt.session_id,
        url="",
        state="paid",
        attempt=str(donation.attempt_id),
        amount_cents=donation.amount_cents,
        currency="eur",
        charge_id=f"ch_{donation.attempt_id}",
        fee_cents=min(fee_cents, donation.amount_cents),
    )


def collect(campaign: Campaign, amount_cents: int, *, donor: str = "", now: datetime = NOW, **fields: Any) -> Donation:
    """Begin a gift and collect it, without the processor."""
    donation = begin(campaign, amount_cents, donor=donor, now=now, **fields)
    matching.collect_donation(donation_id=donation.pk, facts=facts_of(donation), now=now)
    donation.refresh_from_db()
    return donation


def give_back(donation: Donation, now: datetime) -> None:
    """Let a donor take a gift back before the outcome: owed, and judged in the same transaction."""
    with transaction.atomic():
        campaigns.lock_campaign(donation.campaign_id)
        locked = donations_read.lock_donation(donation.pk)
        donations.request_refund(donation=locked, reason="asked", now=now)
        matching.money_went_back(campaign_id=donation.campaign_id, now=now)


def gift_claims(campaign: Campaign) -> list[tuple[int, int, int]]:
    """Return what the gifts of a campaign may have, have reserved and have for good, in the commit sequence."""
    claims = MatchClaim.objects.filter(campaign=campaign, donation__isnull=False).order_by("place")
    return [(claim.entitlement_cents, claim.reserved_cents, claim.committed_cents) for claim in claims]
