"""Receipts and summaries that a donor asks for later, and the wording that the city keeps."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.donations.models import Donation
from apps.donations.services import GiftRefused
from apps.kernel import clock
from apps.notifications.models import Message
from apps.receipts import links, selectors
from apps.receipts import services as receipts
from apps.receipts.models import DonationReceipt, ReceiptText, SummaryRequest
from apps.receipts.states import Regime
from tests.factories import story
from tests.receipts.givers import ADA, MARIO, SUMMER, issue, make_funded, make_settings, owed

pytestmark = pytest.mark.usefixtures("milano")


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
