"""Receipts issued through their services: after success, once, numbered, with what they say frozen."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.campaigns.models import Campaign
from apps.donations.models import Donation, OfflineGift
from apps.notifications.models import Message
from apps.payments.models import PaymentAttempt
from apps.receipts import printing, selectors
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt
from apps.receipts.rules.snapshot import seal
from apps.receipts.services import issue as issuing
from apps.receipts.states import Regime
from tests.factories import story
from tests.receipts.givers import ASKING, MARIO, SUMMER, issue, make_funded, make_settings, owed

pytestmark = pytest.mark.usefixtures("milano")


def test_a_funded_campaign_owes_its_receipts_and_the_agenda_issues_each_once() -> None:
    campaign, gifts = make_funded(
        {}, {"donor_tax_code": MARIO}, {"wants_receipt": False, "donor_tax_code": "", "donor_address": ""}
    )
    assert owed("campaign.settled") == [str(campaign.pk)]
    for _ in range(2):
        receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    issued = DonationReceipt.objects.order_by("number")
    assert [(row.donation_id, row.number, row.year) for row in issued] == [
        (gifts[0].pk, 1, 2026),
        (gifts[1].pk, 2, 2026),
    ]
    assert Message.objects.filter(kind="receipt_issued").count() == 2


def test_the_receipts_of_a_large_campaign_are_issued_some_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issuing, "BATCH", 2)
    campaign, _ = make_funded({}, {}, {})
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert DonationReceipt.objects.count() == 2 and owed("receipt.issue") == [str(campaign.pk)]
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert DonationReceipt.objects.count() == 3


def test_no_receipt_before_the_outcome() -> None:
    campaign = story.make_campaign(story.make_call(), 1_000_00)
    make_settings(campaign)
    gift = story.make_collected_donation(campaign, 500_00, **ASKING)
    with pytest.raises(receipts.CannotIssue) as refusal:
        issue(gift)
    assert refusal.value.details["reason"] == "not_settled"
    story.settle(campaign)
    assert issue(gift).number == 1


def test_a_gift_of_a_failed_campaign_gets_no_receipt() -> None:
    campaign = story.make_campaign(story.make_call(), 10_000_00)
    make_settings(campaign)
    gift = story.make_collected_donation(campaign, 5_00, **ASKING)
    story.settle(campaign)
    story.refund_everybody(campaign)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert not DonationReceipt.objects.exists()
    with pytest.raises(receipts.CannotIssue):
        issue(gift)


def test_a_gift_that_is_kept_where_the_threshold_was_missed_gets_its_receipt() -> None:
    campaign = story.make_campaign(story.make_call(on_failure="keep"), 10_000_00)
    make_settings(campaign)
    gift = story.make_collected_donation(campaign, 500_00, **ASKING)
    assert story.settle(campaign).state == "not_funded"
    assert owed("campaign.settled") == [str(campaign.pk)]
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert DonationReceipt.objects.get().donation_id == gift.pk


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        (datetime(2026, 12, 31, 22, 59, 59, 999_000, tzinfo=UTC), 2026),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), 2027),
        (datetime(2026, 12, 31, 23, 0, 0, 1_000, tzinfo=UTC), 2027),
    ],
)
def test_the_year_of_a_number_is_the_italian_year_of_issue(instant: datetime, year: int) -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift, instant)
    assert (receipt.year, receipt.number) == (year, 1)
    assert receipt.snapshot["issued_on"].startswith(str(year))


def test_numbers_start_again_with_every_issuer_and_year() -> None:
    _, (one, two) = make_funded({}, {})
    _, (other,) = make_funded()
    assert [issue(one, SUMMER).number, issue(other, SUMMER).number] == [1, 1]
    assert issue(two, SUMMER + timedelta(days=365)).number == 1
    assert [each.is_sound for each in selectors.list_numberings()] == [True, True, True]


def test_a_receipt_freezes_what_it_says() -> None:
    campaign, (gift,) = make_funded()
    receipt = issue(gift, SUMMER)
    before = printing.receipt_pdf(receipt)
    Donation.objects.filter(pk=gift.pk).update(donor_name="Un altro nome", donor_address="Altrove")
    Campaign.objects.filter(pk=campaign.pk).update(title="Un altro titolo")
    receipts.save_text(regime=Regime.CTS_83, text="Un altro testo.", actor="ufficio", now=SUMMER)
    again = selectors.find_receipt(receipt.pk)
    assert printing.receipt_pdf(again) == before
    assert again.snapshot["wording"] == {"version": 1, "text": "Il testo del Comune."}
    assert seal(again.snapshot) == again.sha256
    assert selectors.list_broken_seals() == []


def test_a_reward_reduces_what_counts_and_is_shown() -> None:
    _, (gift,) = make_funded()
    Donation.objects.filter(pk=gift.pk).update(reward_value_cents=120_00)
    receipt = issue(gift, SUMMER)
    assert (receipt.amount_cents, receipt.deductible_cents) == (500_00, 380_00)
    assert receipt.snapshot["payment"]["amount_words"] == "cinquecento euro"


def test_without_a_regime_receipts_wait_and_choosing_it_owes_them() -> None:
    campaign = story.make_campaign(story.make_call(), 1_000_00)
    gift = story.make_collected_donation(campaign, 500_00, **ASKING)
    story.settle(campaign)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    (due,) = selectors.list_due([campaign.pk])
    assert due.gifts == [] and [str(reason) for reason in due.waiting] == ["no_regime"]
    receipts.choose_regime(campaign_id=campaign.pk, regime=Regime.NONE, actor="ufficio", now=SUMMER)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert not DonationReceipt.objects.exists()
    receipts.save_text(regime=Regime.NONE, text="Senza agevolazioni.", actor="ufficio", now=SUMMER)
    assert owed("receipt.issue") == [str(campaign.pk)]
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert DonationReceipt.objects.get(donation=gift).deductible_cents == 0


def test_the_missing_ones_are_issued_on_order_and_only_once() -> None:
    campaign, _ = make_funded({}, {})
    assert receipts.issue_missing(actor="ufficio", now=SUMMER) == 2
    assert owed("receipt.issue") == [str(campaign.pk)]
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert receipts.issue_missing(actor="ufficio", now=SUMMER) == 0
    assert DonationReceipt.objects.count() == 2


def pay_by_hand(gift: Donation, means: str) -> None:
    PaymentAttempt.objects.filter(pk=gift.attempt_id).update(kind="offline")
    Donation.objects.filter(pk=gift.pk).update(channel="offline")
    OfflineGift.objects.create(
        donation=gift,
        means=means,
        received_on=datetime(2025, 12, 30, tzinfo=UTC).date(),
        evidence_sha256="a" * 64,
        evidence_name="prova.pdf",
        evidence_type="application/pdf",
        evidence_bytes=10,
        recorded_by="uno",
        recorded_at=SUMMER,
        decided_by="due",
        decided_at=SUMMER,
    )


@pytest.mark.parametrize("means", ["cash", "other"])
def test_cash_gets_no_receipt(means: str) -> None:
    _, (gift,) = make_funded()
    pay_by_hand(gift, means)
    with pytest.raises(receipts.CannotIssue) as refusal:
        issue(gift)
    assert refusal.value.details["reason"] == "cash"


def test_a_cheque_gets_a_receipt_for_the_day_on_which_it_was_received() -> None:
    _, (gift,) = make_funded()
    pay_by_hand(gift, "cheque")
    receipt = issue(gift, SUMMER)
    assert receipt.paid_on.isoformat() == "2025-12-30" and receipt.year == 2026
    assert receipt.snapshot["payment"]["means"] == "Assegno"
