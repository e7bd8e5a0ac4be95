"""Bad gifts, written past the service."""

from typing import Any
from uuid import uuid4

import pytest

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.payments import services as payments
from tests.factories import city
from tests.factories.city import NOW
from tests.factories.constraints import refused
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


def write(campaign: Campaign, **fields: Any) -> Donation:
    attempt = payments.prepare_attempt(account_pk=campaign.account_id, amount_cents=50_00, now=NOW)
    values = {
        "campaign": campaign,
        "attempt": attempt,
        "request_key": uuid4(),
        "amount_cents": 50_00,
        "donor_name": "Ada Rossi",
        "donor_email": "ada@example.org",
        "donor_key": "a",
        "started_at": NOW,
    }
    return Donation.objects.create(**{**values, **fields})


def test_a_gift_that_is_right_is_written(campaign: Campaign) -> None:
    assert write(campaign, wants_receipt=True, donor_tax_code="RSSDAA80A41F205X", donor_address="Via Roma 1").pk


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("donation_amount_positive", {"amount_cents": 0}),
        ("donation_amount_positive", {"amount_cents": -1}),
        ("donation_state_known", {"state": "lost", "collected_at": NOW}),
        ("donation_donor_kind_known", {"donor_kind": "robot"}),
        ("donation_collected_has_an_instant", {"state": "collected"}),
        ("donation_collected_has_an_instant", {"state": "refunding"}),
        ("donation_refunded_has_an_instant", {"state": "refunded", "collected_at": NOW}),
        ("donation_receipt_needs_tax_data", {"wants_receipt": True, "donor_address": "Via Roma 1"}),
        ("donation_receipt_needs_tax_data", {"wants_receipt": True, "donor_tax_code": "RSSDAA80A41F205X"}),
    ],
)
def test_a_bad_gift_is_refused_by_name(campaign: Campaign, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write(campaign, **fields)


@pytest.mark.parametrize(
    ("constraint", "field"), [("donation_request_once", "request_key"), ("donation_attempt_once", "attempt")]
)
def test_what_belongs_to_one_gift_belongs_to_no_other(campaign: Campaign, constraint: str, field: str) -> None:
    first = write(campaign)
    with refused(constraint):
        write(campaign, **{field: getattr(first, field)})
