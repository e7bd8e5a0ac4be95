"""Gifts that did not come by card go back by bank: where the transfer came from, or where the donor says."""

from dataclasses import replace
from pathlib import Path

import pytest

from apps.banking.models import BankAccount
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.ledger import selectors as ledger
from apps.matching import services as matching
from apps.matching.services import offline
from apps.notifications.models import Message
from apps.payments import services as payments
from apps.payments.models import BankRefund, Refund
from apps.payments.states import BankRefundState
from tests.banking import bank
from tests.factories import story
from tests.giving_back.desk import IBAN, pay_by_bank, posted, read

EVERY_CHANNEL = {"channels": ["online", "bank_transfer", "offline"]}


@pytest.fixture(autouse=True)
def _own_files(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def campaign(milano: object) -> Campaign:
    campaign = story.make_campaign(story.make_call(counting=EVERY_CHANNEL), cost_cents=1_000_00)
    bank.open_account(campaign.beneficiary)
    campaign.refresh_from_db()
    return campaign


def bank_account(campaign: Campaign) -> BankAccount:
    return BankAccount.objects.get(organisation_id=campaign.beneficiary_id)


def by_transfer(campaign: Campaign, cents: int, iban: str) -> Donation:
    """Announce a transfer, and let it arrive from an account."""
    donation = bank.announce(campaign, cents)
    arrived = replace(bank.movement(bank.reference_of(donation), cents), iban=iban)
    bank.bring(bank_account(campaign), arrived)
    donation = read(donation)
    assert donation.state == DonationState.COLLECTED
    return donation


def take_back(donation: Donation) -> BankRefund:
    matching.give_back_own_gift(donation_id=donation.pk, now=clock.now())
    assert not Refund.objects.exists()
    return BankRefund.objects.get(attempt_id=donation.attempt_id)


def test_a_transfer_goes_back_to_the_account_it_came_from_without_asking(campaign: Campaign) -> None:
    donation = by_transfer(campaign, 80_00, IBAN)
    bank_refund = take_back(donation)
    assert (bank_refund.state, bank_refund.iban, bank_refund.holder) == (BankRefundState.READY, IBAN, "ROSSI ADA")
    assert not Message.objects.filter(kind="refund_needs_account").exists()


@pytest.mark.parametrize("iban", ["", "IT60X0542811101000000123457"], ids=["not stated", "wrong"])
def test_a_transfer_without_a_right_account_asks_its_donor(campaign: Campaign, iban: str) -> None:
    bank_refund = take_back(by_transfer(campaign, 80_00, iban))
    assert bank_refund.state == BankRefundState.TO_ASK
    assert Message.objects.filter(kind="refund_needs_account").count() == 1


def test_the_statement_that_shows_our_order_pays_the_refund(campaign: Campaign) -> None:
    donation = by_transfer(campaign, 80_00, IBAN)
    bank_refund = take_back(donation)
    payments.export_bank_refunds(organisation_id=campaign.beneficiary_id, actor="ragioneria", now=clock.now())
    order = replace(bank.movement("Rimborso", -80_00), iban=IBAN, end_to_end=f"RIMBORSO-{bank_refund.pk}")
    other = replace(bank.movement("Altro", -79_99), iban=IBAN, end_to_end=f"RIMBORSO-{bank_refund.pk}")
    bank.bring(bank_account(campaign), other)
    bank_refund.refresh_from_db()
    assert bank_refund.state == BankRefundState.EXPORTED
    bank.bring(bank_account(campaign), other, order)
    bank_refund.refresh_from_db()
    assert (bank_refund.state, bank_refund.reference) == (BankRefundState.PAID, order.bank_reference)
    assert read(donation).state == DonationState.REFUNDED
    assert posted(f"campaign:{campaign.pk}:donations", f"bank:{campaign.beneficiary_id}") == [0, 0]
    assert ledger.verify() == []


def test_a_gift_by_hand_goes_back_by_bank_and_its_till_keeps_what_it_has(campaign: Campaign) -> None:
    donation = bank.record(campaign, 50_00)
    offline.confirm_offline_gift(donation_id=donation.pk, actor="seconda@example.org", now=clock.now())
    bank_refund = take_back(donation)
    assert bank_refund.state == BankRefundState.TO_ASK
    BankRefund.objects.update(state=BankRefundState.READY, holder="Ada", iban=IBAN)
    pay_by_bank(bank_refund, now=clock.now())
    body = campaign.beneficiary_id
    assert posted(f"campaign:{campaign.pk}:donations", f"till:{body}", f"bank:{body}") == [0, 50_00, -50_00]
    assert read(donation).state == DonationState.REFUNDED


def test_the_preview_tells_which_accounts_are_known(campaign: Campaign) -> None:
    by_transfer(campaign, 80_00, IBAN)
    by_transfer(campaign, 70_00, "")
    story.make_collected_donation(campaign, 60_00)
    preview = matching.preview_cancellation(campaign_id=campaign.pk, now=clock.now())
    found = [(heap.count, heap.cents) for heap in (preview.to_card, preview.to_known_account, preview.to_ask)]
    assert found == [(1, 60_00), (1, 80_00), (1, 70_00)]
