"""Many workers at one campaign, gift or refund: each thing happens once."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from apps.audit.models import AuditEvent
from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.matching.models import DecisionRecord, MatchClaim
from apps.matching.rules.decision import Phase
from apps.notifications.models import Message
from apps.payments.gateway import GatewayUncertain
from apps.payments.models import PaymentAttempt, Refund
from tenants.registry import selectors as registry
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.harness.stripe import StripeSimulator

pytestmark = pytest.mark.committed

Together = Callable[..., list[Any]]


def collect(donation: Donation, now: Any = NOW) -> None:
    matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=now)


def campaign_with(gifts_cents: list[int], pool_cents: int = 10_000_00) -> Campaign:
    """Open a campaign of 1 000 euro, threshold 500, and collect gifts for it."""
    campaign = city.add_campaign(city.add_call(pool_cents), crowd.add_account(), 1_000_00)
    for amount_cents in gifts_cents:
        collect(crowd.begin(campaign, amount_cents))
    return campaign


def definitive(campaign: Campaign) -> int:
    return DecisionRecord.objects.filter(campaign=campaign, phase=Phase.DEFINITIVE).count()


def posted(code: str) -> int:
    return ledger.balances([code])[code].posted_cents


def finish_of(refund: Refund) -> Callable[[], None]:
    """Let the processor know a refund, and return the job that records its success."""
    facts = crowd.refunded(refund)
    return partial(donations.finish_refund, refund_id=refund.pk, facts=facts, now=DEADLINE)


@pytest.mark.parametrize("workers", [2, 8])
def test_workers_that_settle_at_once_commit_once(together: Together, workers: int) -> None:
    campaign = campaign_with([500_00, 100_00])
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    settle = partial(matching.settle_campaign, key=str(campaign.pk), now=DEADLINE)
    assert together(*[settle] * workers) == [None] * workers
    campaign.refresh_from_db()
    assert (campaign.state, definitive(campaign)) == (CampaignState.FUNDED, 1)
    assert Entry.objects.filter(kind="match_committed").count() == 1
    assert crowd.proved_pool(campaign.call).committed_cents == posted(f"campaign:{campaign.pk}:match") == 400_00
    assert AuditEvent.objects.filter(object_id=campaign.pk, verb="funded").count() == 1


@pytest.mark.parametrize("workers", [2, 8])
def test_workers_that_settle_a_failure_at_once_owe_each_refund_once(together: Together, workers: int) -> None:
    campaign = campaign_with([10_00] * 12)
    matching.close_campaign(key=str(campaign.pk), now=DEADLINE)
    settle = partial(matching.settle_campaign, key=str(campaign.pk), now=DEADLINE)
    assert together(*[settle] * workers) == [None] * workers
    campaign.refresh_from_db()
    assert (campaign.state, definitive(campaign)) == (CampaignState.NOT_FUNDED, 1)
    assert Refund.objects.values("attempt").distinct().count() == Refund.objects.count() == 12
    assert len(registry.list_agenda("c_milano", "refund.send")) == 12
    assert crowd.proved_pool(campaign.call).free_cents == 10_000_00


def test_workers_that_close_at_once_close_once(together: Together) -> None:
    campaign = campaign_with([500_00])
    assert together(*[partial(matching.close_campaign, key=str(campaign.pk), now=DEADLINE)] * 8) == [None] * 8
    assert DecisionRecord.objects.filter(campaign=campaign, phase=Phase.PROVISIONAL).count() == 1
    assert AuditEvent.objects.filter(object_id=campaign.pk, verb="close").count() == 1
    assert MatchClaim.objects.filter(campaign=campaign).count() == 1


def test_workers_that_collect_one_gift_at_once_collect_it_once(together: Together) -> None:
    campaign = campaign_with([])
    donation = crowd.begin(campaign, 500_00)
    assert together(*[partial(collect, donation)] * 12) == [None] * 12
    assert posted(f"campaign:{campaign.pk}:donations") == 500_00
    assert Entry.objects.filter(kind="donation").count() == 1
    assert Message.objects.filter(kind="donation_collected").count() == 1
    assert crowd.proved_pool(campaign.call).reserved_cents == 500_00


def test_workers_that_give_up_one_gift_at_once_give_it_up_once(together: Together) -> None:
    """Its page reached nobody, and its key is too old to be sent again."""
    campaign = campaign_with([])
    donation = crowd.begin(campaign, 50_00)
    PaymentAttempt.objects.filter(pk=donation.attempt_id).update(state="prepared", session_id="")
    check = partial(matching.check_payment, key=str(donation.attempt_id), now=NOW + timedelta(days=1))
    assert together(*[check] * 12) == [None] * 12
    donation.refresh_from_db()
    assert donation.state == DonationState.LAPSED


def test_workers_that_finish_one_refund_at_once_give_the_money_back_once(together: Together) -> None:
    campaign = campaign_with([100_00])
    city.close_and_settle(campaign)
    finish = finish_of(Refund.objects.get())
    assert together(*[finish] * 8) == [None] * 8
    assert posted(f"campaign:{campaign.pk}:donations") == 0
    assert Entry.objects.filter(kind="refund").count() == 1
    assert Message.objects.filter(kind="donation_refunded").count() == 1
    campaign.refresh_from_db()
    assert campaign.refunds_completed_at == DEADLINE


def test_the_last_two_refunds_at_once_leave_the_campaign_completed(together: Together) -> None:
    """Each sees that the other is still on its way, unless the campaign is locked."""
    for _ in range(5):
        campaign = campaign_with([100_00, 100_00])
        city.close_and_settle(campaign)
        assert together(*map(finish_of, Refund.objects.filter(state="prepared"))) == [None, None]
        campaign.refresh_from_db()
        assert campaign.refunds_completed_at == DEADLINE


def test_a_gift_collected_while_the_campaign_closes_or_settles_is_never_lost(together: Together) -> None:
    """Whichever comes first: the gift counts for the outcome, or goes back."""
    ends: Counter[tuple[str, str]] = Counter()
    for _ in range(12):
        campaign = campaign_with([450_00])
        crossing, extra = crowd.begin(campaign, 50_00), crowd.begin(campaign, 10_00)
        close = partial(matching.close_campaign, key=str(campaign.pk), now=DEADLINE)
        last_instant = DEADLINE - timedelta(milliseconds=1)
        assert together(partial(collect, crossing, last_instant), close) == [None, None]
        settle = partial(matching.settle_campaign, key=str(campaign.pk), now=DEADLINE + timedelta(days=2))
        results = together(partial(collect, extra, DEADLINE + timedelta(days=2)), settle)
        assert results == [None, None]
        campaign.refresh_from_db()
        extra.refresh_from_db()
        raised_cents = 510_00 if extra.state == DonationState.COLLECTED else 500_00
        assert campaign.state == CampaignState.FUNDED
        assert crowd.proved_pool(campaign.call).committed_cents == 1_000_00 - raised_cents
        ends[str(campaign.state), str(extra.state)] += 1
    assert set(ends) <= {("funded", "collected"), ("funded", "refunding")}


def test_ten_times_the_same_request_is_one_gift_with_one_page(
    together: Together, stripe_simulator: StripeSimulator
) -> None:
    account = city.add_account(stripe_simulator)
    campaign = city.add_campaign(city.add_call(0), account, 1_000_00)
    asked, key = city.gift(50_00), uuid4()

    def start() -> str:
        donation = donations.start_donation(
            campaign_slug=campaign.slug, gift=asked, request_key=key, origin=city.ORIGIN, now=NOW
        )
        return donation.attempt.session_url

    results = together(*[start] * 10)
    assert all(isinstance(result, str | GatewayUncertain) for result in results)
    assert {start()} >= {result for result in results if isinstance(result, str)} != set()
    assert (Donation.objects.count(), PaymentAttempt.objects.count()) == (1, 1)
    sessions = stripe_simulator.client.v1.checkout.sessions.list({}, {"stripe_account": account.account_id})
    assert [session.id for session in sessions.data] == [PaymentAttempt.objects.get().session_id]
