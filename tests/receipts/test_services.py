"""Receipts through their services: issued after success, once, numbered, cancelled, replaced, asked for later."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from apps.audit.models import AuditEvent
from apps.campaigns.models import Campaign
from apps.donations.models import Donation, OfflineGift
from apps.donations.services import GiftRefused
from apps.kernel import clock
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.payments.models import PaymentAttempt
from apps.receipts import links, printing, selectors
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt, ReceiptCounter, ReceiptText, SummaryRequest
from apps.receipts.rules.snapshot import seal
from apps.receipts.services import issue as issuing
from apps.receipts.states import CancelCause, ReceiptState, Regime
from tenants.registry import selectors as registry
from tests.factories import story
from tests.receipts.givers import ADA, ASKING, MARIO, issue, make_funded, make_settings

pytestmark = pytest.mark.usefixtures("milano")

SUMMER = datetime(2026, 7, 1, 10, 0, tzinfo=UTC)


def owed(kind: str) -> list[str]:
    return [item.key for item in registry.list_agenda("c_milano", kind)]


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


def test_a_cancelled_receipt_keeps_its_number_and_says_why() -> None:
    _, (gift, other) = make_funded({}, {})
    receipt = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Nome sbagliato", actor="ada@comune", now=SUMMER)
    cancelled = receipts.cancel_receipt(receipt_id=receipt.pk, reason="Di nuovo", actor="altri", now=SUMMER)
    assert (cancelled.state, cancelled.cancel_reason, cancelled.cancelled_by) == (
        "cancelled",
        "Nome sbagliato",
        "ada@comune",
    )
    assert issue(other, SUMMER).number == 2
    (numbering,) = selectors.list_numberings()
    assert (numbering.last_number, numbering.cancelled, numbering.missing) == (2, 1, [])
    assert AuditEvent.objects.filter(verb="receipt.cancelled", object_id=receipt.pk).count() == 1
    assert Message.objects.filter(kind="receipt_cancelled").count() == 1


def test_a_receipt_is_not_cancelled_without_a_reason() -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift)
    with pytest.raises(receipts.CancelRefused):
        receipts.cancel_receipt(receipt_id=receipt.pk, reason="  ", actor="ada@comune", now=SUMMER)


def test_a_cancelled_receipt_is_replaced_by_a_person_and_never_by_itself() -> None:
    campaign, (gift,) = make_funded()
    first = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=first.pk, reason="Codice sbagliato", actor="ada@comune", now=SUMMER)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert selectors.valid_of_gift(gift.pk) is None
    second = receipts.replace_receipt(donation_id=gift.pk, actor="ada@comune", now=SUMMER)
    assert (second.number, second.replaces_id, second.snapshot["replaces"]) == (2, first.pk, "1/2026")
    with pytest.raises(receipts.CannotIssue):
        receipts.replace_receipt(donation_id=gift.pk, actor="ada@comune", now=SUMMER)


@pytest.mark.parametrize(
    ("state", "cause"),
    [
        ("refunded", CancelCause.REFUNDED),
        ("charged_back", CancelCause.CHARGED_BACK),
        ("awaiting", CancelCause.UNDONE),
        ("withdrawn", CancelCause.UNDONE),
    ],
)
def test_a_gift_that_went_back_cancels_its_receipt(state: str, cause: CancelCause) -> None:
    _, (gift,) = make_funded()
    receipt = issue(gift)
    receipts.cancel_returned(key=str(gift.pk), now=SUMMER)
    assert selectors.find_receipt(receipt.pk).state == ReceiptState.ISSUED
    Donation.objects.filter(pk=gift.pk).update(state=state, refunded_at=SUMMER)
    assert selectors.list_to_cancel() == [gift.pk]
    for _ in range(2):
        receipts.cancel_returned(key=str(gift.pk), now=SUMMER)
    cancelled = selectors.find_receipt(receipt.pk)
    assert (cancelled.state, cancelled.cancel_cause, cancelled.cancelled_by) == ("cancelled", cause, "system")
    assert selectors.list_to_cancel() == []
    with pytest.raises(receipts.CannotIssue):
        issue(gift)


def test_a_refund_owes_the_cancellation() -> None:
    campaign = story.make_campaign(story.make_call(), 10_000_00)
    gift = story.make_collected_donation(campaign, 5_00)
    story.settle(campaign)
    story.refund_everybody(campaign)
    assert owed("donation.returned") == [str(gift.pk)]


def test_a_donor_asks_later_and_gets_the_receipt_at_once() -> None:
    _, (gift,) = make_funded({"wants_receipt": False, "donor_tax_code": "", "donor_address": ""})
    receipt = receipts.ask_for_receipt(
        donation_id=gift.pk, tax_code=" rssdaa80a41f205l ", address="Via Roma 1", actor="donor", now=clock.now()
    )
    assert receipt is not None and receipt.snapshot["donor"]["tax_code"] == ADA


def test_a_donor_who_asks_before_the_outcome_gets_it_when_it_comes() -> None:
    campaign = story.make_campaign(story.make_call(), 1_000_00)
    make_settings(campaign)
    gift = story.make_collected_donation(campaign, 500_00)
    assert (
        receipts.ask_for_receipt(donation_id=gift.pk, tax_code=ADA, address="Via", actor="donor", now=clock.now())
        is None
    )
    story.settle(campaign)
    receipts.issue_campaign(key=str(campaign.pk), now=SUMMER)
    assert DonationReceipt.objects.get().donation_id == gift.pk


def test_a_donor_corrects_the_data_of_a_cancelled_receipt() -> None:
    _, (gift,) = make_funded()
    first = issue(gift, SUMMER)
    with pytest.raises(receipts.CannotIssue):
        receipts.ask_for_receipt(donation_id=gift.pk, tax_code=MARIO, address="Via", actor="donor", now=SUMMER)
    receipts.cancel_receipt(receipt_id=first.pk, reason="Codice sbagliato", actor="ada@comune", now=SUMMER)
    second = receipts.ask_for_receipt(donation_id=gift.pk, tax_code=MARIO, address="Via", actor="donor", now=SUMMER)
    assert second is not None and second.replaces_id == first.pk
    assert second.snapshot["donor"]["tax_code"] == MARIO


def test_wrong_tax_data_are_refused_by_field() -> None:
    _, (gift,) = make_funded({"wants_receipt": False, "donor_tax_code": "", "donor_address": ""})
    with pytest.raises(GiftRefused) as refusal:
        receipts.ask_for_receipt(
            donation_id=gift.pk, tax_code="RSSDAA80A41F205A", address=" ", actor="donor", now=SUMMER
        )
    assert set(refusal.value.details["fields"]) == {"donor_tax_code", "donor_address"}  # type: ignore[call-overload]
    assert not story.read(gift).wants_receipt


def test_a_receipt_is_asked_for_until_the_end_of_the_next_year() -> None:
    _, (gift,) = make_funded({"wants_receipt": False, "donor_tax_code": "", "donor_address": ""})
    Donation.objects.filter(pk=gift.pk).update(collected_at=SUMMER)
    first_instant_too_late = datetime(2027, 12, 31, 23, 0, tzinfo=UTC)
    asked = {"donation_id": gift.pk, "tax_code": ADA, "address": "Via Roma 1", "actor": "donor"}
    with pytest.raises(receipts.TooLate):
        receipts.ask_for_receipt(**asked, now=first_instant_too_late)  # type: ignore[arg-type]
    assert receipts.ask_for_receipt(**asked, now=first_instant_too_late - timedelta(milliseconds=1))  # type: ignore[arg-type]


def test_a_text_is_versioned_and_the_same_text_makes_no_version() -> None:
    def save(text: str) -> int:
        return receipts.save_text(regime=Regime.CTS_83, text=text, actor="ufficio", now=SUMMER).version

    assert [save("Uno"), save(" Uno \r\n"), save("Due")] == [1, 1, 2]
    assert ReceiptText.objects.count() == 2
    with pytest.raises(receipts.TextRefused):
        save("  ")


def ask_summary(email: str, tax_code: str, now: datetime = SUMMER) -> list[Message]:
    receipts.request_summary(email=email, tax_code=tax_code, year=2026, now=now)
    receipts.send_summary(key=owed("receipt.summary")[-1], now=now)
    return list(Message.objects.filter(kind="receipt_summary"))


def make_donor() -> Donation:
    _, (gift,) = make_funded({"donor_email": "Ada.Summary@example.org"})
    Donation.objects.filter(pk=gift.pk).update(collected_at=SUMMER)
    issue(gift, SUMMER)
    return story.read(gift)


def test_a_donor_without_an_account_gets_a_link_to_the_year() -> None:
    gift = make_donor()
    (letter,) = ask_summary("ada.summary@example.org", ADA.lower())
    assert letter.to == gift.donor_email
    token = letter.data["path"].split("/")[2]
    assert ADA not in token and "example" not in token
    summary = selectors.summary_by_link(token, now=SUMMER + timedelta(hours=23))
    assert (summary.amount_cents, summary.deductible_cents, len(summary.receipts)) == (500_00, 500_00, 1)
    with pytest.raises(selectors.SummaryLinkOver):
        selectors.summary_by_link(token, now=SUMMER + timedelta(hours=24))


@pytest.mark.parametrize(("email", "tax_code"), [("ada.summary@example.org", MARIO), ("altra@example.org", ADA)])
def test_who_does_not_know_both_gets_nothing_and_leaves_nothing(email: str, tax_code: str) -> None:
    make_donor()
    assert ask_summary(email, tax_code) == []
    assert not SummaryRequest.objects.exists()


def test_asking_again_within_the_hour_sends_no_second_letter() -> None:
    make_donor()
    ask_summary("ada.summary@example.org", ADA)
    assert len(ask_summary("ada.summary@example.org", ADA, SUMMER + timedelta(minutes=5))) == 1
    assert len(ask_summary("ada.summary@example.org", ADA, SUMMER + timedelta(hours=1))) == 2


def test_a_link_of_one_city_opens_nothing_in_another(venezia: object) -> None:
    token = links.token_of(donation_id=1, year=2026, expires_at=SUMMER + timedelta(hours=1))
    assert links.read(token, now=SUMMER) == (1, 2026)
    from django_tenants.utils import schema_context

    with schema_context("c_milano"):
        assert links.read(token, now=SUMMER) is None


def test_the_letters_name_the_receipt_and_carry_the_donors_link() -> None:
    _, (gift,) = make_funded({"donor_name": "Ada & Ugo"})
    receipt = issue(gift, SUMMER)
    receipts.cancel_receipt(receipt_id=receipt.pk, reason="Nome sbagliato", actor="ada@comune", now=SUMMER)
    for message in Message.objects.filter(kind__startswith="receipt_").order_by("pk"):
        notifications.send_message(key=str(message.pk), now=SUMMER)
    issued, cancelled = mail.outbox[-2:]
    assert issued.subject == "La ricevuta n. 1/2026 della tua donazione è pronta"
    assert cancelled.subject == "La ricevuta n. 1/2026 è annullata"
    assert "Ciao Ada & Ugo" in issued.body and "/ricevuta/" in issued.body and "Nome sbagliato" in cancelled.body


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
