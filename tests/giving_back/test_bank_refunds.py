"""A gift that goes back by bank transfer: asked for, ordered in a file, paid with a proof, returned, never twice."""

import hashlib
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from apps.campaigns.models import Campaign
from apps.cases.models import Case
from apps.donations import links
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.services import LinkEnded, PaymentRefused
from apps.donations.states import DonationState
from apps.kernel.states import ForbiddenTransition
from apps.ledger.models import Entry
from apps.notifications.models import Message
from apps.payments import services as payments
from apps.payments.models import BankRefund, BankRefundBatch
from apps.payments.services import AccountFixed, AccountRefused, BatchRefused, NoPayingAccount, NothingToPay
from apps.payments.states import BankRefundState
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE
from tests.giving_back.desk import (
    FAILS_LATER,
    IBAN,
    give,
    know_iban,
    later,
    pay_by_bank,
    posted,
    prove,
    read,
    send_refunds,
)
from tests.harness.stripe import StripeSimulator


@pytest.fixture
def owed(campaign: Campaign, stripe_simulator: StripeSimulator) -> BankRefund:
    """A gift of 100 euro whose card refused the refund after it had succeeded."""
    give(stripe_simulator, campaign, 100_00, FAILS_LATER)
    city.close_and_settle(campaign)
    send_refunds(DEADLINE)
    later(stripe_simulator)
    send_refunds(DEADLINE)
    return BankRefund.objects.get()


def give_account(owed: BankRefund, iban: str = IBAN, actor: str = "donor") -> None:
    donations.give_account(bank_refund_id=owed.pk, holder="Ada Rossi", iban=iban, actor=actor, now=DEADLINE)
    owed.refresh_from_db()


def export(campaign: Campaign) -> BankRefundBatch:
    know_iban(campaign)
    return payments.export_bank_refunds(organisation_id=campaign.beneficiary_id, actor="ragioneria", now=DEADLINE)


def test_from_a_refused_card_to_the_bank_s_proof(campaign: Campaign, owed: BankRefund) -> None:
    path = Message.objects.get(kind="refund_needs_account").data["account_path"]
    assert donations.bank_refund_of_token(path.split("/")[2], DEADLINE).pk == owed.pk
    give_account(owed)
    batch = export(campaign)
    pay_by_bank(owed, "TRN 42", DEADLINE)
    pay_by_bank(owed, "TRN 42", DEADLINE)
    owed.refresh_from_db()
    campaign.refresh_from_db()
    assert (owed.state, owed.batch, owed.reference) == (BankRefundState.PAID, batch, "TRN 42")
    assert Donation.objects.get().state == DonationState.REFUNDED
    assert campaign.refunds_completed_at == DEADLINE
    bank = f"bank:{campaign.beneficiary_id}"
    assert posted(f"campaign:{campaign.pk}:donations", bank) == [0, -100_00]
    assert Entry.objects.filter(idempotency_key=f"bank_refund:{owed.pk}").count() == 1
    assert Message.objects.get(kind="donation_refunded_by_bank").data["reference"] == "TRN 42"
    assert Case.objects.get(kind="refund_failed").state == "resolved"
    prove()


def test_a_link_ends_opens_only_its_refund_and_only_in_its_city(owed: BankRefund, city: Any) -> None:
    from django_tenants.utils import tenant_context

    token = links.account_token_of(owed.pk, DEADLINE)
    assert donations.bank_refund_of_token(token, DEADLINE + timedelta(days=30, seconds=-1)).pk == owed.pk
    with pytest.raises(LinkEnded):
        donations.bank_refund_of_token(token, DEADLINE + timedelta(days=30))
    with tenant_context(city("venezia")), pytest.raises(LinkEnded):
        donations.bank_refund_of_token(token, DEADLINE)
    for wrong in ("", token[1:], f"1{token}", links.token_of(Donation.objects.get().pk)):
        with pytest.raises(LinkEnded):
            donations.bank_refund_of_token(wrong, DEADLINE)


@pytest.mark.parametrize(
    ("holder", "iban", "field"),
    [
        ("Ada Rossi", "IT60X0542811101000000123457", "iban"),
        ("Ada Rossi", "IT99X9999999999999999999999", "iban"),
        ("Ada Rossi", "", "iban"),
        ("Ada Rossi", "BR1500000000000010932840814P2", "iban"),
        ("  ", IBAN, "holder"),
        ("A" * 71, IBAN, "holder"),
    ],
)
def test_a_wrong_account_is_refused_by_field(owed: BankRefund, holder: str, iban: str, field: str) -> None:
    with pytest.raises(AccountRefused) as refusal:
        donations.give_account(bank_refund_id=owed.pk, holder=holder, iban=iban, actor="donor", now=DEADLINE)
    assert list(refusal.value.details["fields"]) == [field]  # type: ignore[call-overload]
    owed.refresh_from_db()
    assert owed.state == BankRefundState.TO_ASK


def test_an_account_can_be_corrected_until_it_is_ordered(campaign: Campaign, owed: BankRefund) -> None:
    give_account(owed)
    give_account(owed, "de89 3704 0044 0532 0130 00")
    assert owed.iban == "DE89370400440532013000"
    export(campaign)
    with pytest.raises(AccountFixed):
        give_account(owed)
    assert Message.objects.filter(kind="refund_account_received").count() == 2


def test_no_message_holds_a_readable_iban(owed: BankRefund) -> None:
    give_account(owed)
    assert not [message for message in Message.objects.all() if IBAN in str(message.data)]


def test_a_donor_who_does_not_answer_is_reminded_three_times_then_a_person_has_to(owed: BankRefund) -> None:
    for week in range(1, 6):
        donations.remind_account(key=str(owed.pk), now=DEADLINE + timedelta(days=7 * week))
    assert Message.objects.filter(kind="refund_needs_account").count() == 4
    assert Case.objects.filter(kind="bank_refund", state="open").count() == 1
    give_account(owed, actor="ragioneria")
    assert Case.objects.get(kind="bank_refund").state == "resolved"
    assert registry.list_agenda("c_milano", "bank_refund.remind") == []


def test_the_file_is_a_pain_001_of_exactly_what_is_owed_and_is_kept(campaign: Campaign, owed: BankRefund) -> None:
    give_account(owed)
    batch = export(campaign)
    assert hashlib.sha256(batch.content.encode()).hexdigest() == batch.sha256
    root = ElementTree.fromstring(batch.content)
    space = {"p": "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"}
    texts = {
        name: [element.text for element in root.iterfind(f".//p:{name}", space)]
        for name in ("MsgId", "CtrlSum", "EndToEndId", "InstdAmt", "IBAN")
    }
    assert texts == {
        "MsgId": [batch.message_id],
        "CtrlSum": ["100.00", "100.00"],
        "EndToEndId": [f"RIMBORSO-{owed.pk}"],
        "InstdAmt": ["100.00"],
        "IBAN": [IBAN, IBAN],
    }


def test_a_second_file_orders_nothing_twice(campaign: Campaign, owed: BankRefund) -> None:
    give_account(owed)
    export(campaign)
    with pytest.raises(NothingToPay):
        export(campaign)


def test_a_file_taken_back_makes_its_refunds_payable_again_and_the_next_one_has_another_name(
    campaign: Campaign, owed: BankRefund
) -> None:
    give_account(owed)
    first = export(campaign)
    payments.cancel_batch(batch_id=first.pk, actor="ragioneria", now=DEADLINE)
    owed.refresh_from_db()
    assert (owed.state, owed.batch) == (BankRefundState.READY, None)
    second = export(campaign)
    assert second.message_id != first.message_id
    pay_by_bank(owed, now=DEADLINE)
    with pytest.raises(BatchRefused):
        payments.cancel_batch(batch_id=second.pk, actor="ragioneria", now=DEADLINE)


def test_a_body_without_an_iban_pays_nothing(campaign: Campaign, owed: BankRefund) -> None:
    give_account(owed)
    with pytest.raises(NoPayingAccount):
        payments.export_bank_refunds(organisation_id=campaign.beneficiary_id, actor="a", now=DEADLINE)


def test_a_payment_that_the_bank_returns_is_taken_back_and_another_account_is_asked_for(
    campaign: Campaign, owed: BankRefund
) -> None:
    give_account(owed)
    export(campaign)
    pay_by_bank(owed, now=DEADLINE)
    following = donations.record_bank_return(
        bank_refund_id=owed.pk, reason="conto estinto", actor="ragioneria", now=DEADLINE
    )
    owed.refresh_from_db()
    assert (owed.state, following.state) == (BankRefundState.RETURNED, BankRefundState.TO_ASK)
    assert Donation.objects.get().state == DonationState.REFUNDING
    assert posted(f"campaign:{campaign.pk}:donations", f"bank:{campaign.beneficiary_id}") == [100_00, 0]
    give_account(following)
    pay_by_bank(following, "CRO2", DEADLINE)
    assert posted(f"campaign:{campaign.pk}:donations", f"bank:{campaign.beneficiary_id}") == [0, -100_00]
    assert Donation.objects.get().state == DonationState.REFUNDED
    prove()


@pytest.mark.parametrize(("reference", "days"), [("  ", 0), ("CRO1", 1)], ids=["no reference", "in the future"])
def test_a_payment_without_proof_or_of_tomorrow_is_refused(owed: BankRefund, reference: str, days: int) -> None:
    give_account(owed)
    with pytest.raises(PaymentRefused):
        donations.record_bank_payment(
            bank_refund_id=owed.pk,
            reference=reference,
            paid_on=(DEADLINE + timedelta(days=days)).date(),
            actor="a",
            now=DEADLINE,
        )


def test_a_refund_that_nobody_said_where_to_send_cannot_be_paid(owed: BankRefund) -> None:
    with pytest.raises(ForbiddenTransition):
        pay_by_bank(owed, now=DEADLINE)
    assert read(Donation.objects.get()).state == DonationState.REFUNDING


def test_a_payment_of_the_first_hour_of_the_day_is_not_in_the_future(campaign: Campaign, owed: BankRefund) -> None:
    give_account(owed)
    export(campaign)
    just_after_midnight = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    donations.record_bank_payment(
        bank_refund_id=owed.pk, reference="TRN 42", paid_on=date(2026, 7, 2), actor="test", now=just_after_midnight
    )
    owed.refresh_from_db()
    assert owed.state == BankRefundState.PAID
