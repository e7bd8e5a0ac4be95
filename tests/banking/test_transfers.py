"""A gift by bank transfer: announced, reminded, withdrawn or expired, in time or late."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation, Transfer
from apps.donations.services import CampaignClosed, GiftRefused, RequestKeyReused, TransferRefused
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.matching import services as matching
from apps.matching.services import transfers
from apps.notifications.models import Message
from tenants.registry import selectors as registry
from tests.banking import bank
from tests.factories import story


def owed(kind: str) -> dict[str, object]:
    return {item.key: item.due_at for item in registry.list_agenda("c_milano", kind)}


def test_an_announced_transfer_has_a_reference_instructions_and_reminders(campaign: Campaign) -> None:
    gift = bank.announce(campaign, 50_00)
    transfer = Transfer.objects.get()
    assert (gift.state, gift.channel, gift.attempt.kind) == (DonationState.AWAITING, "bank_transfer", "transfer")
    message = Message.objects.get(kind="transfer_instructions")
    assert message.data["reference"].replace(" ", "") == transfer.reference
    assert message.data["iban"].replace(" ", "") == campaign.beneficiary.iban
    assert set(owed("transfer.remind")) == {f"{gift.pk}:3", f"{gift.pk}:7", f"{gift.pk}:last"}
    assert owed("transfer.remind")[f"{gift.pk}:last"] == campaign.closes_at - timedelta(days=3)
    assert owed("transfer.expire") == {str(gift.pk): campaign.closes_at + timedelta(days=1)}


def test_the_same_key_is_the_same_gift_and_another_gift_with_it_is_refused(campaign: Campaign) -> None:
    given, key, now = story.make_gift(50_00), uuid4(), clock.now()

    def announce(gift: object) -> Donation:
        return donations.announce_transfer(campaign_slug=campaign.slug, gift=gift, request_key=key, now=now)

    assert announce(given).pk == announce(given).pk
    with pytest.raises(RequestKeyReused):
        announce(story.make_gift(60_00))
    with pytest.raises(RequestKeyReused):
        donations.begin_donation(
            campaign_slug=campaign.slug, gift=given, request_key=key, origin="http://milano.localhost", now=now
        )


def test_a_campaign_whose_body_has_no_iban_or_that_charges_on_success_takes_no_transfers(milano: object) -> None:
    without = story.make_campaign(story.make_call())
    promising = story.make_campaign(story.make_call(collection="charge_on_success"))
    bank.open_account(promising.beneficiary)
    for refused in (without, promising):
        with pytest.raises(TransferRefused):
            bank.announce(refused, 50_00)


def test_a_transfer_is_refused_as_any_gift_is(campaign: Campaign) -> None:
    with pytest.raises(GiftRefused):
        bank.announce(campaign, 1_00)
    story.close(campaign)
    with pytest.raises(CampaignClosed):
        bank.announce(campaign, 50_00)


def test_a_donor_is_reminded_only_while_the_transfer_is_awaited(campaign: Campaign) -> None:
    gift = bank.announce(campaign, 50_00)
    for _ in range(2):
        donations.remind_transfer(key=f"{gift.pk}:3", now=clock.now())
    donations.withdraw_transfer(donation_id=gift.pk, now=clock.now())
    donations.remind_transfer(key=f"{gift.pk}:7", now=clock.now())
    assert Message.objects.filter(kind="transfer_reminder").count() == 1
    assert owed("transfer.remind") == owed("transfer.expire") == {}


def test_a_withdrawn_gift_cannot_be_withdrawn_when_its_money_has_come(campaign: Campaign, account: object) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    with pytest.raises(TransferRefused):
        donations.withdraw_transfer(donation_id=gift.pk, now=clock.now())


def test_an_expired_transfer_that_comes_while_the_campaign_is_open_is_collected(
    campaign: Campaign, account: object
) -> None:
    gift = bank.announce(campaign, 50_00)
    donations.expire_transfer(key=str(gift.pk), now=clock.now())
    assert story.read(gift).state == DonationState.LAPSED
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    assert story.read(gift).state == DonationState.COLLECTED


def last_day(campaign: Campaign) -> date:
    from apps.donations import rules

    return rules.last_day(campaign.closes_at)


def test_the_outcome_waits_for_awaited_transfers_until_the_window_ends(campaign: Campaign) -> None:
    bank.announce(campaign, 50_00)
    story.settle(campaign)
    assert campaign.state == CampaignState.OUTCOME_PENDING
    story.settle(campaign, campaign.closes_at + timedelta(hours=23))
    assert campaign.state == CampaignState.OUTCOME_PENDING
    story.settle(campaign, campaign.closes_at + timedelta(days=1))
    assert campaign.state == CampaignState.NOT_FUNDED


def test_a_transfer_begun_on_the_last_day_and_imported_later_counts(campaign: Campaign, account: object) -> None:
    gift = bank.announce(campaign, 600_00)
    story.settle(campaign)
    bank.bring(account, bank.movement(bank.reference_of(gift), 600_00, on=last_day(campaign)))
    matching.settle_campaign(key=str(campaign.pk), now=campaign.closes_at + timedelta(hours=1))
    campaign.refresh_from_db()
    assert (story.read(gift).state, campaign.state) == (DonationState.COLLECTED, CampaignState.FUNDED)


def test_a_transfer_begun_after_the_last_day_waits_for_a_person_and_then_goes_back(
    campaign: Campaign, account: object
) -> None:
    gift = bank.announce(campaign, 600_00)
    story.settle(campaign)
    bank.bring(account, bank.movement(bank.reference_of(gift), 600_00, on=last_day(campaign) + timedelta(days=1)))
    line = bank.only_line()
    assert (line.state, line.reason) == ("suggested", "after_deadline")
    transfers.confirm_match(line_id=line.pk, donation_id=gift.pk, ordered_on=None, actor="test", now=clock.now())
    campaign.refresh_from_db()
    assert story.read(gift).state == DonationState.REFUNDING
    assert campaign.threshold_reached_at is None


def test_the_same_transfer_counts_when_its_donor_proves_the_day_of_the_order(
    campaign: Campaign, account: object
) -> None:
    gift = bank.announce(campaign, 600_00)
    story.settle(campaign)
    bank.bring(account, bank.movement(bank.reference_of(gift), 600_00, on=last_day(campaign) + timedelta(days=1)))
    transfers.confirm_match(
        line_id=bank.only_line().pk, donation_id=gift.pk, ordered_on=last_day(campaign), actor="test", now=clock.now()
    )
    assert story.read(gift).state == DonationState.COLLECTED


def test_money_after_the_outcome_goes_back(campaign: Campaign, account: object) -> None:
    gift = bank.announce(campaign, 50_00)
    story.settle(campaign, campaign.closes_at + timedelta(days=1))
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00, on=last_day(campaign)))
    assert story.read(gift).state == DonationState.REFUNDING
