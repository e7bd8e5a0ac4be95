"""What the processor would say of a dispute, made by hand, and the recording of it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from apps.campaigns.models import Campaign
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.payments.gateway import DisputeFacts
from apps.payments.states import DisputeState
from tests.factories.city import NOW

FEE = 20_00


def facts_of(donation: Donation, **changes: Any) -> DisputeFacts:
    """Return what the processor says at first of a dispute over a gift."""
    first = DisputeFacts(
        dispute_id="du_1",
        charge_id=donation.attempt.charge_id,
        state=DisputeState.NEEDS_RESPONSE,
        reason="fraudulent",
        amount_cents=donation.amount_cents,
        opened_at=datetime(2026, 3, 3, tzinfo=UTC),
        evidence_due_at=datetime(2026, 3, 12, tzinfo=UTC),
    )
    return replace(first, **changes)


def record(campaign: Campaign, donation: Donation, facts: DisputeFacts) -> None:
    from apps.campaigns import selectors as campaigns

    with transaction.atomic():
        locked = campaigns.lock_campaign(campaign.pk)
        donations.record_dispute(campaign=locked, attempt_id=donation.attempt_id, facts=facts, now=NOW)


def told(donation: Donation, outcome: DisputeState) -> list[DisputeFacts]:
    """Return what the processor says at each step of a dispute, in order."""
    taken = {"withdrawn_cents": donation.amount_cents, "fee_cents": FEE}
    back = {"reinstated_cents": donation.amount_cents} if outcome == DisputeState.WON else {}
    return [
        facts_of(donation),
        facts_of(donation, **taken),
        facts_of(donation, state=DisputeState.UNDER_REVIEW, **taken),
        facts_of(donation, state=outcome, **taken, **back),
    ]
