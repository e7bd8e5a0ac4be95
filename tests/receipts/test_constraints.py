"""Bad rows of receipts, written past the services, and what the serving role may not change."""

from datetime import date
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.kernel import clock
from apps.people.models import Organisation
from apps.receipts.models import (
    CampaignRegime,
    DonationReceipt,
    IssuerDetails,
    ReceiptCounter,
    ReceiptText,
    SummaryRequest,
)
from tests.factories import story
from tests.factories.constraints import refused
from tests.receipts.givers import issue, make_funded

pytestmark = pytest.mark.usefixtures("milano")


def write(receipt: DonationReceipt, **changed: Any) -> DonationReceipt:
    """Write a row like a receipt that is there, with another number, for another gift unless told."""
    values = {
        "issuer_id": receipt.issuer_id,
        "year": receipt.year,
        "number": receipt.number + 1,
        "donation_id": receipt.donation_id,
        "regime": receipt.regime,
        "amount_cents": 100,
        "deductible_cents": 100,
        "paid_on": date(2026, 3, 1),
        "snapshot": {},
        "sha256": "a" * 64,
        "state": "cancelled",
        "issued_at": receipt.issued_at,
        "issued_by": "test",
        "cancelled_at": receipt.issued_at,
        "cancelled_by": "test",
        "cancel_cause": "error",
        "cancel_reason": "Perché sì",
    }
    return DonationReceipt.objects.create(**{**values, **changed})


@pytest.fixture
def receipt(milano: object) -> DonationReceipt:
    return issue(make_funded()[1][0])


VALID = {"state": "issued", "cancelled_at": None, "cancelled_by": "", "cancel_cause": "", "cancel_reason": ""}


def test_a_receipt_that_is_right_is_written(receipt: DonationReceipt) -> None:
    assert write(receipt).pk


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("receipt_number_once", {"number": 1}),
        ("receipt_number_from_one", {"number": 0}),
        ("receipt_valid_once_per_donation", VALID),
        ("receipt_regime_known", {"regime": "flat"}),
        ("receipt_cancelled_with_actor_and_reason", {"state": "lost"}),
        ("receipt_deductible_within_amount", {"amount_cents": 0, "deductible_cents": 0}),
        ("receipt_deductible_within_amount", {"deductible_cents": -1}),
        ("receipt_deductible_within_amount", {"deductible_cents": 101}),
        ("receipt_is_sealed", {"sha256": "A" * 64}),
        ("receipt_cancelled_with_actor_and_reason", {"cancelled_at": None}),
        ("receipt_cancelled_with_actor_and_reason", {"cancelled_by": ""}),
        ("receipt_cancelled_with_actor_and_reason", {"cancel_cause": ""}),
        ("receipt_cancelled_with_actor_and_reason", {"cancel_reason": ""}),
        ("receipt_cancelled_with_actor_and_reason", {"state": "issued"}),
    ],
)
def test_a_bad_receipt_is_refused_by_name(receipt: DonationReceipt, constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write(receipt, **fields)


def test_a_receipt_is_replaced_once(receipt: DonationReceipt) -> None:
    write(receipt, replaces=receipt)
    with refused("receipt_replaced_once"):
        write(receipt, number=3, replaces=receipt)


def test_a_counter_a_regime_and_the_details_of_an_issuer_are_one_each(receipt: DonationReceipt) -> None:
    body = Organisation.objects.get(pk=receipt.issuer_id)
    with refused("receipt_counter_once"):
        ReceiptCounter.objects.create(issuer=body, year=receipt.year)
    with refused("campaign_regime_once"):
        CampaignRegime.objects.create(
            campaign_id=receipt.donation.campaign_id, regime="none", chosen_by="a", chosen_at=clock.now()
        )
    saved = {"saved_by": "a", "saved_at": clock.now()}
    IssuerDetails.objects.create(organisation=body, **saved)
    with refused("issuer_details_once"):
        IssuerDetails.objects.create(organisation=body, **saved)


def test_an_unknown_regime_of_a_campaign_is_refused() -> None:
    campaign = story.make_campaign(story.make_call())
    with refused("campaign_regime_known"):
        CampaignRegime.objects.create(campaign=campaign, regime="flat", chosen_by="a", chosen_at=clock.now())


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("receipt_text_version_once", {}),
        ("receipt_text_regime_known", {"regime": "flat"}),
        ("receipt_text_not_empty", {"version": 2, "text": ""}),
        ("receipt_text_version_from_one", {"version": 0}),
    ],
)
def test_a_bad_text_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    values = {"regime": "none", "version": 1, "text": "Testo", "saved_by": "a", "saved_at": clock.now()}
    ReceiptText.objects.create(**values)
    with refused(constraint):
        ReceiptText.objects.create(**{**values, **fields})


def test_an_incomplete_request_for_a_summary_is_refused() -> None:
    with refused("summary_request_complete"):
        SummaryRequest.objects.create(email="a@example.org", tax_code="", year=2026, asked_at=clock.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE receipts_donationreceipt SET number = 9",
        "UPDATE receipts_donationreceipt SET snapshot = '{}'",
        "UPDATE receipts_donationreceipt SET amount_cents = 1",
        "DELETE FROM receipts_donationreceipt",
        "UPDATE receipts_receiptcounter SET year = 2000",
        "DELETE FROM receipts_receiptcounter",
        "UPDATE receipts_receipttext SET text = 'altro'",
        "DELETE FROM receipts_receipttext",
    ],
)
def test_the_serving_role_cannot_rewrite_what_was_issued(receipt: DonationReceipt, statement: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
