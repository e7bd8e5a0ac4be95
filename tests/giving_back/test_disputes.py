"""Disputes: the ledger follows the money, the gift the bank's decision, whatever order the news comes in."""

from datetime import timedelta

from apps.campaigns.models import Campaign
from apps.cases.models import Case
from apps.donations.models import Donation
from apps.donations.services.disputes import LETTERS
from apps.donations.states import DonationState
from apps.matching import selectors
from apps.matching import services as matching
from apps.notifications.models import Message
from apps.payments.models import ConnectedAccount, Dispute, Refund
from apps.payments.states import DisputeState, RefundState
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.giving_back.desk import (
    DISPUTED,
    FAILS_LATER,
    INQUIRY,
    decide,
    follow,
    give,
    later,
    posted,
    prove,
    read,
    send_refunds,
)
from tests.giving_back.news import FEE, facts_of, record
from tests.harness.stripe import StripeSimulator


def letters() -> list[str]:
    return list(Message.objects.filter(kind__in=LETTERS.values()).order_by("pk").values_list("kind", flat=True))


def test_the_money_leaves_the_ledger_the_campaign_and_the_pool(campaign: Campaign, disputed: Donation) -> None:
    assert disputed.state == DonationState.DISPUTED
    campaign.refresh_from_db()
    assert (campaign.threshold_reached_at, selectors.held_cents_of(campaign.pk)) == (None, 0)
    assert posted(f"campaign:{campaign.pk}:donations") == [0]
    dispute = Dispute.objects.get()
    assert (dispute.state, dispute.amount_cents) == (DisputeState.NEEDS_RESPONSE, 500_00)
    assert dispute.evidence_due_at is not None
    assert Case.objects.get(kind="dispute").data["dispute"] == dispute.pk
    assert letters() == ["donation_disputed"]
    prove()


def test_a_dispute_that_is_won_puts_everything_back(
    campaign: Campaign, account: ConnectedAccount, disputed: Donation, stripe_simulator: StripeSimulator
) -> None:
    decide(stripe_simulator, account.account_id, "winning_evidence")
    assert read(disputed).state == DonationState.COLLECTED
    assert selectors.held_cents_of(campaign.pk) == 500_00
    assert posted(f"campaign:{campaign.pk}:donations") == [500_00]
    case = Case.objects.get(kind="dispute")
    assert (case.state, case.resolved_by) == ("resolved", "system")
    assert letters() == ["donation_disputed", "donation_dispute_won"]
    prove()
    assert city.close_and_settle(campaign).state == "funded"


def test_a_dispute_that_is_lost_is_for_good(
    campaign: Campaign, account: ConnectedAccount, disputed: Donation, stripe_simulator: StripeSimulator
) -> None:
    decide(stripe_simulator, account.account_id, "losing_evidence")
    assert read(disputed).state == DonationState.CHARGED_BACK
    assert posted(f"campaign:{campaign.pk}:donations") == [0]
    assert letters() == ["donation_disputed", "donation_charged_back"]
    prove()
    assert city.close_and_settle(campaign).state == "not_funded"
    assert not Refund.objects.exists()


def test_an_inquiry_moves_no_money_and_forbids_no_refund(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, INQUIRY)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id)
    assert (read(donation).state, Dispute.objects.get().state) == (DonationState.COLLECTED, DisputeState.INQUIRY)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    assert read(donation).state == DonationState.REFUNDED
    prove()


def test_no_refund_is_asked_for_over_an_open_dispute_and_none_after_a_lost_one(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, DISPUTED)
    city.close_and_settle(campaign)
    assert read(donation).state == DonationState.REFUNDING
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id, DEADLINE)
    assert read(donation).state == DonationState.DISPUTED
    send_refunds(DEADLINE)
    made = stripe_simulator.client.v1.refunds.list({}, {"stripe_account": account.account_id})
    assert made.data == []
    decide(stripe_simulator, account.account_id, "losing_evidence", DEADLINE)
    send_refunds(DEADLINE)
    campaign.refresh_from_db()
    assert (read(donation).state, Refund.objects.get().state) == (DonationState.CHARGED_BACK, RefundState.CANCELLED)
    assert campaign.refunds_completed_at == DEADLINE
    assert posted(f"campaign:{campaign.pk}:donations") == [0]
    prove()


def test_the_refund_that_waited_for_a_dispute_is_sent_when_it_is_won(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, DISPUTED)
    city.close_and_settle(campaign)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id, DEADLINE)
    decide(stripe_simulator, account.account_id, "winning_evidence", DEADLINE)
    assert read(donation).state == DonationState.REFUNDING
    send_refunds(DEADLINE)
    assert read(donation).state == DonationState.REFUNDED
    assert Refund.objects.count() == 1
    prove()


def test_a_gift_disputed_while_its_campaign_fails_goes_back_when_it_is_won(
    campaign: Campaign, account: ConnectedAccount, disputed: Donation, stripe_simulator: StripeSimulator
) -> None:
    assert city.close_and_settle(campaign).state == "not_funded"
    decide(stripe_simulator, account.account_id, "winning_evidence", DEADLINE)
    assert (read(disputed).state, Refund.objects.get().reason) == (DonationState.REFUNDING, "not_funded")
    send_refunds(DEADLINE)
    campaign.refresh_from_db()
    assert (read(disputed).state, campaign.refunds_completed_at) == (DonationState.REFUNDED, DEADLINE)
    prove()


def test_after_success_the_grant_stays_and_a_shortfall_says_what_rests_on_the_gift(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 400_00)
    donation = give(stripe_simulator, campaign, 150_00, DISPUTED)
    assert city.close_and_settle(campaign).state == "funded"
    granted = selectors.held_cents_of(campaign.pk)
    later(stripe_simulator)
    for _ in range(2):
        follow(stripe_simulator, account.account_id, DEADLINE)
    assert selectors.held_cents_of(campaign.pk) == granted == 450_00
    case = Case.objects.get(kind="shortfall")
    assert {name: case.data[name] for name in ("missing_cents", "granted_cents", "granted_without_cents")} == {
        "missing_cents": 150_00,
        "granted_cents": 450_00,
        "granted_without_cents": 0,
    }
    decide(stripe_simulator, account.account_id, "winning_evidence", DEADLINE)
    case.refresh_from_db()
    assert (case.state, read(donation).state) == ("resolved", DonationState.COLLECTED)
    prove()


def test_a_shortfall_that_is_lost_stays_with_the_office(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    give(stripe_simulator, campaign, 600_00, DISPUTED)
    city.close_and_settle(campaign)
    later(stripe_simulator)
    follow(stripe_simulator, account.account_id, DEADLINE)
    decide(stripe_simulator, account.account_id, "losing_evidence", DEADLINE)
    assert Case.objects.get(kind="shortfall").state == "open"
    assert selectors.held_cents_of(campaign.pk) == 400_00


def test_a_dispute_over_a_gift_that_went_back_says_so_and_moves_nothing_else(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    facts = facts_of(read(donation), state=DisputeState.NEEDS_RESPONSE)
    record(campaign, donation, facts)
    assert read(donation).state == DonationState.REFUNDED
    assert "già stata rimborsata" in Case.objects.get(kind="dispute").summary


def test_a_card_that_refuses_the_refund_and_then_is_disputed_is_not_paid_by_bank_too(
    campaign: Campaign, account: ConnectedAccount, stripe_simulator: StripeSimulator
) -> None:
    donation = give(stripe_simulator, campaign, 50_00, FAILS_LATER)
    matching.give_back_own_gift(donation_id=donation.pk, now=NOW)
    send_refunds()
    later(stripe_simulator)
    send_refunds(NOW + timedelta(hours=1))
    from apps.payments.models import BankRefund

    assert BankRefund.objects.get().state == "to_ask"
    taken = {"withdrawn_cents": 50_00, "fee_cents": FEE}
    record(campaign, donation, facts_of(read(donation), **taken))
    record(campaign, donation, facts_of(read(donation), state=DisputeState.LOST, **taken))
    assert (BankRefund.objects.get().state, read(donation).state) == ("cancelled", DonationState.CHARGED_BACK)
    assert Message.objects.filter(kind="donation_refunded_by_bank").count() == 0
