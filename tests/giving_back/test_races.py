"""Two things at the same instant, on a database where they commit: one of them wins, the books agree."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger import selectors as ledger
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.matching.services import NotYours, WorldChanged
from apps.payments import services as payments
from apps.payments.models import BankRefund, BankRefundBatch, Refund
from apps.payments.services import NothingToPay
from apps.payments.states import DisputeState
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import DEADLINE, NOW
from tests.giving_back.desk import IBAN, know_iban, posted, read
from tests.giving_back.news import FEE, facts_of
from tests.harness.fresh import FreshDatabase

pytestmark = pytest.mark.committed
Together = Callable[..., list[Any]]


@pytest.fixture(autouse=True)
def milano_committed(fresh_database: FreshDatabase) -> Iterator[None]:
    with schema_context("c_milano"):
        yield


@pytest.fixture
def together(fresh_database: FreshDatabase) -> Together:
    def in_milano(job: Callable[[], Any]) -> Any:
        with schema_context("c_milano"):
            return job()

    return lambda *jobs: fresh_database.together(*(partial(in_milano, job) for job in jobs))


def campaign_with(gifts_cents: list[int], pool_cents: int = 10_000_00) -> tuple[Campaign, list[Donation]]:
    campaign = city.add_campaign(city.add_call(pool_cents), crowd.add_account(), 1_000_00)
    gifts = [crowd.begin(campaign, cents) for cents in gifts_cents]
    for donation in gifts:
        collect(donation)
    return campaign, [read(donation) for donation in gifts]


def collect(donation: Donation, now: Any = NOW) -> None:
    matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=now)


def dispute(campaign: Campaign, donation: Donation, state: DisputeState = DisputeState.NEEDS_RESPONSE) -> None:
    taken = {"withdrawn_cents": donation.amount_cents, "fee_cents": FEE, "dispute_id": f"du_{donation.pk}"}
    with transaction.atomic():
        locked = campaigns.lock_campaign(campaign.pk)
        donations.record_dispute(
            campaign=locked, attempt_id=donation.attempt_id, facts=facts_of(donation, state=state, **taken), now=NOW
        )


def test_a_gift_asked_back_by_many_at_once_goes_back_once(together: Together) -> None:
    campaign, (donation,) = campaign_with([500_00])
    ask = partial(matching.give_back_own_gift, donation_id=donation.pk, now=NOW)
    assert together(*[ask] * 8) == [None] * 8
    assert Refund.objects.count() == 1
    assert crowd.proved_pool(campaign.call).reserved_cents == 0


def test_a_request_against_the_deadline_is_in_or_out_never_between(together: Together) -> None:
    ends: Counter[str] = Counter()
    for _ in range(6):
        campaign, (donation, _) = campaign_with([50_00, 450_00])
        close = partial(matching.close_campaign, key=str(campaign.pk), now=DEADLINE)
        ask = partial(matching.give_back_own_gift, donation_id=donation.pk, now=DEADLINE - timedelta(milliseconds=1))
        answer, closed = together(ask, close)
        assert closed is None
        assert answer is None or isinstance(answer, NotYours)
        matching.settle_campaign(key=str(campaign.pk), now=DEADLINE)
        campaign.refresh_from_db()
        went_back = read(donation).state == DonationState.REFUNDING and answer is None
        assert (campaign.state == CampaignState.NOT_FUNDED) is went_back
        ends[str(campaign.state)] += 1
        crowd.proved_pool(campaign.call)
    assert set(ends) <= {"funded", "not_funded"}


def test_a_dispute_against_a_refund_takes_the_money_once_as_far_as_we_decide(together: Together) -> None:
    for _ in range(6):
        campaign, (donation,) = campaign_with([50_00])
        ask = partial(matching.give_back_own_gift, donation_id=donation.pk, now=NOW)
        answer, disputed = together(ask, partial(dispute, campaign, donation))
        assert disputed is None
        assert answer is None or isinstance(answer, NotYours)
        assert read(donation).state == DonationState.DISPUTED
        for refund in Refund.objects.filter(attempt_id=donation.attempt_id):
            donations.send_refund(key=str(refund.pk), now=NOW)
            refund.refresh_from_db()
            assert (refund.state, refund.refund_id) == ("prepared", "")
        assert posted(f"campaign:{campaign.pk}:donations") == [0]
        assert ledger.verify() == []


def test_a_dispute_told_by_many_workers_is_recorded_once(together: Together) -> None:
    campaign, (donation,) = campaign_with([50_00])
    steps = [partial(dispute, campaign, donation, state) for state in (DisputeState.NEEDS_RESPONSE, DisputeState.LOST)]
    assert together(*steps * 4) == [None] * 8
    assert read(donation).state == DonationState.CHARGED_BACK
    assert Entry.objects.filter(kind="dispute").count() == 1
    assert posted(f"campaign:{campaign.pk}:donations", f"campaign:{campaign.pk}:fees") == [0, 25 + FEE]


def test_a_cancellation_against_a_crossing_leaves_nothing_reserved(together: Together) -> None:
    ends: Counter[str] = Counter()
    for _ in range(6):
        campaign, _ = campaign_with([450_00])
        crossing = crowd.begin(campaign, 50_00)
        digest = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest
        cancel = partial(
            matching.cancel_campaign,
            campaign_id=campaign.pk,
            reason="Motivo",
            act_id=None,
            digest=digest,
            actor="test",
            now=NOW,
        )
        answer, collected = together(cancel, partial(collect, crossing))
        assert collected is None
        campaign.refresh_from_db()
        pool = crowd.proved_pool(campaign.call)
        if campaign.state == CampaignState.CANCELLED:
            assert read(crossing).state == DonationState.REFUNDING
            assert (pool.reserved_cents, Refund.objects.filter(attempt__account=campaign.account_id).count()) == (0, 2)
        else:
            assert isinstance(answer, WorldChanged)
            assert (pool.reserved_cents, read(crossing).state) == (500_00, DonationState.COLLECTED)
        ends[str(campaign.state)] += 1
    assert set(ends) <= {"cancelled", "open"}


def test_cancellations_at_once_give_everything_back_once(together: Together) -> None:
    campaign, gifts = campaign_with([10_00] * 10)
    digest = matching.preview_cancellation(campaign_id=campaign.pk, now=NOW).digest
    cancel = partial(
        matching.cancel_campaign,
        campaign_id=campaign.pk,
        reason="Motivo",
        act_id=None,
        digest=digest,
        actor="test",
        now=NOW,
    )
    answers = together(*[cancel] * 4)
    assert sum(not isinstance(answer, Exception) for answer in answers) == 1
    assert Refund.objects.count() == len(gifts)


def ready_bank_refunds(number: int) -> Campaign:
    campaign, gifts = campaign_with([10_00] * number)
    know_iban(campaign)
    payments.prepare_bank_refunds(attempts=[gift.attempt for gift in gifts], reason="late", now=NOW)
    BankRefund.objects.update(state="ready", holder="Ada", iban=IBAN)
    return campaign


def test_two_files_prepared_at_once_order_each_refund_once(together: Together) -> None:
    campaign = ready_bank_refunds(8)
    export = partial(payments.export_bank_refunds, organisation_id=campaign.beneficiary_id, actor="ragioneria", now=NOW)
    answers = together(*[export] * 4)
    assert sum(isinstance(answer, NothingToPay) for answer in answers) == 3, answers
    assert sum(BankRefundBatch.objects.values_list("orders", flat=True)) == 8


def test_a_payment_recorded_by_two_at_once_is_recorded_once(together: Together) -> None:
    campaign = ready_bank_refunds(1)
    Donation.objects.update(state=DonationState.REFUNDING)
    record = partial(
        donations.record_bank_payment,
        bank_refund_id=BankRefund.objects.get().pk,
        reference="CRO1",
        paid_on=NOW.date(),
        actor="a",
        now=NOW,
    )
    assert together(*[record] * 6) == [None] * 6
    assert posted(f"campaign:{campaign.pk}:donations", f"bank:{campaign.beneficiary_id}") == [0, -10_00]
