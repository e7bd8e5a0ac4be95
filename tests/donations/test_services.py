"""A gift from its beginning to the donor's money on the beneficiary's account, or back: real services and simulator."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from apps.campaigns.models import Campaign
from apps.donations import links, selectors
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.services import CampaignClosed, GiftRefused, RequestKeyReused
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.notifications.models import Message
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import PaymentAttempt
from apps.payments.states import AttemptState
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import DEADLINE, NOW, ORIGIN
from tests.harness.stripe import StripeSimulator

DECLINED = "4000000000000002"


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


def posted(*codes: str) -> list[int]:
    found = ledger.balances(codes)
    return [found[code].posted_cents for code in codes]


def owed(kind: str) -> list[str]:
    return [item.key for item in registry.list_agenda("c_milano", kind)]


def test_a_gift_that_begins_has_a_page_where_it_is_paid_and_a_check_that_is_owed(campaign: Campaign) -> None:
    donation = city.start(campaign, 50_00)
    assert donation.state == DonationState.STARTED
    assert donation.attempt.state == AttemptState.OPEN
    assert donation.attempt.session_url.startswith("http://localhost:")
    assert owed("payment.check") == [str(donation.attempt_id)]
    assert posted(f"campaign:{campaign.pk}:donations") == [0]


def test_a_gift_that_is_paid_stands_in_the_ledger_with_its_fee(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.give(stripe_simulator, campaign, 50_00)
    assert donation.state == DonationState.COLLECTED
    assert donation.collected_at == NOW
    account = f"psp:{campaign.account.account_id}"
    assert posted(f"campaign:{campaign.pk}:donations", f"campaign:{campaign.pk}:fees", account) == [50_00, 1_00, 49_00]
    assert [row.key for row in ledger.list_transfers(account)] == [f"charge:{donation.attempt.charge_id}"] * 2
    assert owed("payment.check") == []
    assert ledger.verify() == []


def test_a_gift_that_is_checked_again_changes_nothing(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    donation = city.give(stripe_simulator, campaign, 50_00)
    for _ in range(3):
        city.check(donation, NOW + timedelta(hours=2))
    assert posted(f"campaign:{campaign.pk}:donations") == [50_00]
    assert Message.objects.filter(kind="donation_collected").count() == 1


def test_a_donor_is_told_once_with_a_link_that_opens_the_gift(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.give(stripe_simulator, campaign, 50_00)
    message = Message.objects.get(kind="donation_collected")
    assert message.to == donation.donor_email
    token = message.data["path"].split("/")[2]
    assert selectors.get_donation_by_token(token).pk == donation.pk


def test_a_declined_card_leaves_the_page_open_for_another(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.start(campaign, 50_00)
    assert stripe_simulator.pay(donation.attempt.session_url, DECLINED) == 402
    assert city.check(donation).state == DonationState.STARTED
    assert stripe_simulator.pay(donation.attempt.session_url) == 303
    assert city.check(donation).state == DonationState.COLLECTED


def test_the_same_key_with_the_same_gift_gives_the_same_donation_and_page(campaign: Campaign) -> None:
    given, key = city.gift(50_00), uuid4()
    first, second = (
        donations.start_donation(campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW)
        for _ in range(2)
    )
    assert (first.pk, first.attempt.session_url) == (second.pk, second.attempt.session_url)
    assert Donation.objects.count() == PaymentAttempt.objects.count() == 1


def test_the_same_key_with_another_gift_is_refused(campaign: Campaign) -> None:
    given, key = city.gift(50_00), uuid4()
    donations.start_donation(campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW)
    with pytest.raises(RequestKeyReused):
        donations.start_donation(
            campaign_slug=campaign.slug,
            gift=replace(given, amount_cents=50_01),
            request_key=key,
            origin=ORIGIN,
            now=NOW,
        )


def test_the_same_key_for_another_campaign_is_refused(campaign: Campaign) -> None:
    given, key = city.gift(50_00), uuid4()
    other = city.add_campaign(campaign.call, campaign.account, cost_cents=1_000_00)
    donations.start_donation(campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW)
    with pytest.raises(RequestKeyReused):
        donations.start_donation(campaign_slug=other.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW)


def test_an_answer_lost_on_the_way_keeps_the_gift_and_the_same_key_finds_its_page(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    given, key = city.gift(50_00), uuid4()
    stripe_simulator.fail("drop_answer", "/v1/checkout/sessions")
    with pytest.raises(GatewayUncertain):
        donations.start_donation(campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW)
    donation = donations.start_donation(
        campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW
    )
    sessions = stripe_simulator.client.v1.checkout.sessions.list({}, {"stripe_account": campaign.account.account_id})
    assert [session.id for session in sessions.data] == [donation.attempt.session_id]


@pytest.mark.parametrize("cents", [1_99, 0, -5_00, 10_000_01])
def test_an_amount_outside_the_limits_is_refused_by_field(campaign: Campaign, cents: int) -> None:
    with pytest.raises(GiftRefused) as refusal:
        city.start(campaign, cents)
    assert list(refusal.value.details["fields"]) == ["amount_cents"]  # type: ignore[call-overload]
    assert not Donation.objects.exists()


def test_the_smallest_gift_of_the_call_is_more_than_the_platform_s(
    milano: object, stripe_simulator: StripeSimulator
) -> None:
    call = city.add_call(0, min_donation_cents=10_00)
    campaign = city.add_campaign(call, city.add_account(stripe_simulator), cost_cents=1_000_00)
    with pytest.raises(GiftRefused):
        city.start(campaign, 9_99)
    assert city.start(campaign, 10_00).state == DonationState.STARTED


@pytest.mark.parametrize(
    ("milliseconds", "accepted"), [(-1, True), (0, False), (1, False)], ids=["before", "at", "after"]
)
def test_the_deadline_is_the_first_instant_that_takes_no_gift(
    campaign: Campaign, milliseconds: int, accepted: bool
) -> None:
    instant = DEADLINE + timedelta(milliseconds=milliseconds)
    if accepted:
        assert city.start(campaign, 50_00, now=instant).state == DonationState.STARTED
    else:
        with pytest.raises(CampaignClosed):
            city.start(campaign, 50_00, now=instant)


def test_a_page_left_open_is_closed_after_an_hour_and_the_gift_lapses(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.start(campaign, 50_00)
    assert city.check(donation, NOW + timedelta(minutes=59)).state == DonationState.STARTED
    assert owed("payment.check") == [str(donation.attempt_id)]
    assert city.check(donation, NOW + timedelta(hours=1)).state == DonationState.LAPSED
    assert owed("payment.check") == []
    assert stripe_simulator.pay(donation.attempt.session_url) != 303


def test_a_gift_paid_a_moment_before_its_page_is_closed_is_collected(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    assert city.check(donation, NOW + timedelta(hours=1)).state == DonationState.COLLECTED


def test_a_check_that_finds_no_answer_leaves_the_gift_as_it_is(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = city.start(campaign, 50_00)
    stripe_simulator.pay(donation.attempt.session_url)
    stripe_simulator.fail("error_500", "/v1/checkout/sessions", method="GET")
    with pytest.raises(GatewayUncertain):
        city.check(donation)
    assert Donation.objects.get().state == DonationState.STARTED
    assert city.check(donation).state == DonationState.COLLECTED


def test_an_attempt_whose_key_may_be_forgotten_is_never_sent_again(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    stripe_simulator.fail("error_500", "/v1/checkout/sessions")
    with pytest.raises(GatewayUncertain):
        city.start(campaign, 50_00)
    donation = Donation.objects.get()
    assert city.check(donation, NOW + timedelta(hours=24)).state == DonationState.LAPSED
    sessions = stripe_simulator.client.v1.checkout.sessions.list({}, {"stripe_account": campaign.account.account_id})
    assert sessions.data == []


def test_a_link_of_one_city_opens_nothing_in_another(
    campaign: Campaign, stripe_simulator: StripeSimulator, city: object
) -> None:
    from django_tenants.utils import tenant_context

    from tests.factories import city as milano

    token = links.token_of(milano.start(campaign, 50_00).pk)
    assert selectors.get_donation_by_token(token)
    with tenant_context(city("venezia")), pytest.raises(selectors.DonationNotFound):  # type: ignore[operator]
        selectors.get_donation_by_token(token)


def test_a_link_that_was_changed_opens_nothing(campaign: Campaign) -> None:
    token = links.token_of(city.start(campaign, 50_00).pk)
    for wrong in {token[:-1], f"1{token}", "", "1", token.replace(".", ":")}:
        with pytest.raises(selectors.DonationNotFound):
            selectors.get_donation_by_token(wrong)
