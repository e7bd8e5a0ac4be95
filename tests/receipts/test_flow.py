"""The flow for the tax agency, and the numbering that it rests on."""

from datetime import UTC, datetime

import pytest

from apps.donations.models import Donation
from apps.receipts import selectors
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt, ReceiptCounter
from tests.receipts.givers import ADA, MARIO, SUMMER, issue, make_funded

pytestmark = pytest.mark.usefixtures("milano")


def test_the_flow_counts_the_year_of_the_payment_and_follows_refunds() -> None:
    campaign, (ada, mario) = make_funded({}, {"donor_tax_code": MARIO})
    Donation.objects.filter(campaign=campaign).update(collected_at=datetime(2026, 12, 30, tzinfo=UTC))
    january = datetime(2027, 1, 10, tzinfo=UTC)
    for gift in (ada, mario):
        issue(gift, january)
    issuer = campaign.beneficiary_id
    flow = selectors.flow_of(issuer, 2026)
    assert [(row.tax_code, row.cents) for row in flow.gifts] == [(ADA, 500_00), (MARIO, 500_00)]
    assert flow.reconciles and flow.receipts_cents == sum(
        DonationReceipt.objects.values_list("amount_cents", flat=True)
    )
    Donation.objects.filter(pk=mario.pk).update(state="refunded", refunded_at=january)
    receipts.cancel_returned(key=str(mario.pk), now=january)
    assert selectors.flow_of(issuer, 2026).told_cents == 1_000_00
    assert [(row.tax_code, row.year) for row in selectors.flow_of(issuer, 2027).refunds] == [(MARIO, 2026)]


def test_a_receipt_cancelled_for_an_error_is_not_in_the_flow_and_its_replacement_is() -> None:
    campaign, (gift,) = make_funded()
    Donation.objects.filter(pk=gift.pk).update(collected_at=SUMMER)
    receipt = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Errore", actor="ada@comune", now=SUMMER)
    assert selectors.flow_of(campaign.beneficiary_id, 2026).receipts_cents == 0
    receipts.replace_receipt(donation_id=gift.pk, actor="ada@comune", now=SUMMER)
    assert selectors.flow_of(campaign.beneficiary_id, 2026).told_cents == 500_00


def test_the_counter_never_falls_behind_the_receipts() -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift, SUMMER)
    ReceiptCounter.objects.filter(issuer=receipt.issuer_id).update(last_number=3)
    (numbering,) = selectors.list_numberings()
    assert numbering.missing == [2, 3] and not numbering.is_sound
