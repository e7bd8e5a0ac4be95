"""Gifts that are promised: the card saved now, charged only when the promises make the campaign succeed."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import links, selectors
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.services import MandateNeeded, MandateNotAccepted, PromiseCannotChange
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.matching import services as matching
from apps.notifications.models import Message
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import Mandate, PaymentAttempt
from apps.payments.states import AttemptState
from tenants.registry import selectors as registry
from tenants.registry.services import NUDGE_LEASE
from tests.factories import city
from tests.factories.city import DEADLINE, NOW, ORIGIN
from tests.harness.stripe import StripeSimulator

GOOD = "4242424242424242"
CHARGE_FAILS = "4000000000000341"
ALWAYS_ASKS = "4000002760003184"


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator) -> Campaign:
    call = city.add_call(1_000_00, collection="charge_on_success")
    return city.add_campaign(call, city.add_account(stripe_simulator), cost_cents=200_00)


def begin(campaign: Campaign, amount_cents: int, now: datetime = NOW) -> Donation:
    mandate = selectors.mandate_text_for(campaign)
    assert mandate is not None
    return donations.start_promise(
        campaign_slug=campaign.slug,
        gift=city.gift(amount_cents),
        mandate_sha256=mandate.sha256,
        request_key=uuid4(),
        origin=ORIGIN,
        now=now,
    )


def promise(
    simulator: StripeSimulator, campaign: Campaign, amount_cents: int, card: str = GOOD, now: datetime = NOW
) -> Donation:
    donation = begin(campaign, amount_cents, now)
    simulator.pay(donation.attempt.session_url, card)
    if card == ALWAYS_ASKS:
        simulator.authorise(donation.attempt.session_url)
    matching.check_payment(key=str(donation.attempt_id), now=now)
    return fresh(donation)


def fresh(donation: Donation) -> Donation:
    return selectors.get_donation(donation.pk)


def raised(campaign: Campaign) -> int:
    code = f"campaign:{campaign.pk}:donations"
    return ledger.balances([code])[code].posted_cents


def due(kind: str) -> dict[str, datetime]:
    return {item.key: item.due_at for item in registry.list_agenda("c_milano", kind)}


def collect_due(now: datetime) -> None:
    for key, due_at in due("promise.collect").items():
        if due_at <= now + NUDGE_LEASE:
            matching.collect_promise(key=key, now=now)


def kinds_told(donation: Donation) -> set[str]:
    return set(Message.objects.filter(to=donation.donor_email).values_list("kind", flat=True))


def close(campaign: Campaign, now: datetime = DEADLINE) -> CampaignState:
    matching.close_campaign(key=str(campaign.pk), now=now)
    collect_due(now)
    return settle(campaign, now)


def settle(campaign: Campaign, now: datetime) -> CampaignState:
    matching.settle_campaign(key=str(campaign.pk), now=now)
    campaign.refresh_from_db()
    return CampaignState(campaign.state)


def test_a_promise_keeps_the_text_the_card_and_moves_no_money(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 50_00)
    assert donation.state == DonationState.PROMISED
    mandate = Mandate.objects.get(pk=donation.mandate_id)
    assert (mandate.card_last4, mandate.amount_cents, mandate.accepted_at) == ("4242", 50_00, NOW)
    assert mandate.text == selectors.mandate_text_for(campaign).text  # type: ignore[union-attr]
    assert mandate.sha256 == selectors.mandate_text_for(campaign).sha256  # type: ignore[union-attr]
    assert raised(campaign) == 0
    assert kinds_told(donation) == {"promise_saved"}
    assert selectors.totals_of(selectors.list_sums([campaign.pk])[campaign.pk]).promised_cents == 50_00


def test_the_mandate_has_to_be_accepted_as_it_reads_now(campaign: Campaign) -> None:
    asked = {"campaign_slug": campaign.slug, "request_key": uuid4(), "origin": ORIGIN, "now": NOW}
    with pytest.raises(MandateNotAccepted):
        donations.start_promise(gift=city.gift(50_00), mandate_sha256="0" * 64, **asked)  # type: ignore[arg-type]
    with pytest.raises(MandateNeeded):
        donations.start_donation(gift=city.gift(50_00), **asked)  # type: ignore[arg-type]
    assert not Donation.objects.exists()


def test_cards_are_charged_when_the_promises_pass_the_threshold_and_its_buffer(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    first = promise(stripe_simulator, campaign, 100_00)
    assert due("promise.collect") == {}
    second = promise(stripe_simulator, campaign, 10_00)
    assert set(due("promise.collect")) == {str(first.pk), str(second.pk)}
    collect_due(NOW)
    assert {fresh(first).state, fresh(second).state} == {DonationState.COLLECTED}
    told = Message.objects.filter(kind="donation_collected")
    assert {(each.data["was_promised"], each.data["keeps_gifts"]) for each in told} == {(True, False)}
    assert raised(campaign) == 110_00
    assert due("promise.collect") == {}
    third = promise(stripe_simulator, campaign, 5_00)
    collect_due(NOW)
    assert fresh(third).state == DonationState.COLLECTED
    assert close(campaign) == CampaignState.FUNDED


def test_a_campaign_whose_promises_fall_short_charges_nobody(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 99_99)
    assert close(campaign) == CampaignState.NOT_FUNDED
    assert fresh(donation).state == DonationState.WITHDRAWN
    assert "promise_released" in kinds_told(donation)
    assert PaymentAttempt.objects.filter(kind="off_session").count() == 0
    assert Mandate.objects.get(pk=donation.mandate_id).revoked_at == DEADLINE


def test_a_campaign_that_is_funded_on_paper_only_is_not_funded(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    paid = promise(stripe_simulator, campaign, 40_00)
    refused = promise(stripe_simulator, campaign, 65_00, CHARGE_FAILS)
    assert close(campaign) == CampaignState.OUTCOME_PENDING
    assert fresh(paid).state == DonationState.COLLECTED
    assert fresh(refused).state == DonationState.PROMISED
    end = DEADLINE + timedelta(days=10)
    collect_due(end)
    assert settle(campaign, end) == CampaignState.NOT_FUNDED
    assert fresh(paid).state == DonationState.REFUNDING
    assert fresh(refused).state == DonationState.WITHDRAWN


def test_a_refused_charge_is_tried_on_days_0_2_5_and_9_and_then_no_more(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    refused = promise(stripe_simulator, campaign, 120_00, CHARGE_FAILS)
    tried = []
    for day in range(11):
        now = NOW + timedelta(days=day)
        before = PaymentAttempt.objects.filter(kind="off_session").count()
        collect_due(now)
        if PaymentAttempt.objects.filter(kind="off_session").count() > before:
            tried.append(day)
    assert tried == [0, 2, 5, 9]
    assert fresh(refused).state == DonationState.WITHDRAWN
    keys = PaymentAttempt.objects.filter(kind="off_session").values_list("idempotency_key", flat=True)
    assert len(set(keys)) == 4
    assert {"promise_refused", "promise_lapsed"} <= kinds_told(refused)


def test_a_bank_that_asks_for_its_customer_is_never_tried_blindly_and_the_donor_completes(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    asked = promise(stripe_simulator, campaign, 120_00, ALWAYS_ASKS)
    assert asked.state == DonationState.PROMISED
    collect_due(NOW)
    assert "promise_authenticate" in kinds_told(asked)
    collect_due(NOW + timedelta(days=5))
    assert PaymentAttempt.objects.filter(kind="off_session").count() == 1
    token = links.token_of(asked.pk)
    completed = donations.complete_promise(token=token, origin=ORIGIN, now=NOW)
    again = donations.complete_promise(token=token, origin=ORIGIN, now=NOW)
    assert completed.attempt.session_url == again.attempt.session_url
    stripe_simulator.pay(completed.attempt.session_url, GOOD)
    matching.check_payment(key=str(completed.attempt_id), now=NOW)
    assert fresh(asked).state == DonationState.COLLECTED
    collect_due(NOW + timedelta(days=10))
    assert raised(campaign) == 120_00


def test_a_lost_answer_charges_the_card_once(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    donation = promise(stripe_simulator, campaign, 120_00)
    stripe_simulator.fail("drop_answer", "/v1/payment_intents")
    with pytest.raises(GatewayUncertain):
        matching.collect_promise(key=str(donation.pk), now=NOW)
    matching.collect_promise(key=str(donation.pk), now=NOW)
    matching.collect_promise(key=str(donation.pk), now=NOW)
    account = {"stripe_account": campaign.account.account_id}
    assert len(stripe_simulator.client.v1.charges.list({"limit": 10}, account).data) == 1
    assert raised(campaign) == 120_00


def test_a_lost_answer_is_looked_up_when_its_key_may_be_forgotten(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 120_00)
    stripe_simulator.fail("drop_answer", "/v1/payment_intents")
    with pytest.raises(GatewayUncertain):
        matching.collect_promise(key=str(donation.pk), now=NOW)
    matching.collect_promise(key=str(donation.pk), now=NOW + timedelta(hours=24))
    account = {"stripe_account": campaign.account.account_id}
    assert len(stripe_simulator.client.v1.charges.list({"limit": 10}, account).data) == 1
    assert fresh(donation).state == DonationState.COLLECTED


def test_a_donor_changes_the_card_or_takes_the_promise_back_before_the_charge(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 50_00, CHARGE_FAILS)
    token = links.token_of(donation.pk)
    changed = donations.change_card(token=token, origin=ORIGIN, now=NOW)
    stripe_simulator.pay(changed.attempt.session_url, GOOD)
    matching.check_payment(key=str(changed.attempt_id), now=NOW)
    assert Mandate.objects.get(pk=fresh(donation).mandate_id).card_last4 == "4242"
    donations.withdraw_promise(token=token, now=NOW)
    assert donations.withdraw_promise(token=token, now=NOW).state == DonationState.WITHDRAWN
    assert selectors.list_sums([campaign.pk]) == {}
    with pytest.raises(PromiseCannotChange):
        donations.change_card(token=token, origin=ORIGIN, now=NOW)


def test_a_promise_cannot_be_taken_back_once_the_collection_began(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 120_00)
    with pytest.raises(PromiseCannotChange):
        donations.withdraw_promise(token=links.token_of(donation.pk), now=NOW)


def test_a_card_page_that_is_left_lapses_the_gift(campaign: Campaign) -> None:
    donation = begin(campaign, 50_00)
    matching.check_payment(key=str(donation.attempt_id), now=NOW + timedelta(hours=2))
    assert fresh(donation).state == DonationState.LAPSED
    assert fresh(donation).attempt.state == AttemptState.EXPIRED


def test_the_donor_of_a_card_that_expires_too_soon_is_warned(
    campaign: Campaign, stripe_simulator: StripeSimulator
) -> None:
    donation = promise(stripe_simulator, campaign, 50_00)
    Mandate.objects.filter(pk=donation.mandate_id).update(card_expires_on=NOW.date())
    donations.warn_of_card(key=str(donation.pk), now=NOW)
    assert "promise_card_expires" in kinds_told(donation)


def test_a_cancelled_campaign_releases_its_promises(campaign: Campaign, stripe_simulator: StripeSimulator) -> None:
    donation = promise(stripe_simulator, campaign, 50_00)
    preview = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW)
    assert fresh(donation).state == DonationState.PROMISED
    matching.cancel_campaign(
        campaign_id=campaign.pk,
        reason="Il proponente rinuncia.",
        act_id=None,
        digest=preview.digest,
        actor="test",
        now=NOW,
    )
    assert fresh(donation).state == DonationState.WITHDRAWN
    assert "promise_cancelled" in kinds_told(donation)
