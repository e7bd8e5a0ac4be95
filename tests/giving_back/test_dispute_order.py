"""News of a dispute in any order, stale, repeated or missing: the end is the same."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.donations.states import DonationState
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.payments.models import Dispute
from apps.payments.states import DisputeState
from tests.concurrency import crowd
from tests.factories.city import NOW
from tests.giving_back.desk import (
    posted,
    read,
)
from tests.giving_back.news import FEE, record, told
from tests.harness.stripe import StripeSimulator


@given(data=st.data(), outcome=st.sampled_from([DisputeState.WON, DisputeState.LOST]))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_order_the_news_comes_in_the_end_is_the_same(
    campaign: Campaign, stripe_simulator: StripeSimulator, data: st.DataObject, outcome: DisputeState
) -> None:
    """Stale answers come late, twice, or never, but the last one comes."""
    before = transaction.savepoint()
    try:
        donation = collected(campaign)
        steps = told(donation, outcome)
        news = data.draw(st.lists(st.sampled_from(range(4)), max_size=8))
        place = data.draw(st.integers(0, len(news)))
        for step in [*news[:place], 3, *news[place:]]:
            record(campaign, donation, steps[step])
        assert_the_end(campaign, donation, outcome)
    finally:
        transaction.savepoint_rollback(before)


def collected(campaign: Campaign) -> Donation:
    donation = crowd.begin(campaign, 50_00)
    matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=NOW)
    return read(donation)


def assert_the_end(campaign: Campaign, donation: Donation, outcome: DisputeState) -> None:
    dispute = Dispute.objects.get()
    won = outcome == DisputeState.WON
    end = DonationState.COLLECTED if won else DonationState.CHARGED_BACK
    assert (dispute.state, read(donation).state, dispute.closed_at) == (outcome, end, NOW)
    entries = set(Entry.objects.filter(kind="dispute").values_list("idempotency_key", flat=True))
    assert entries == {"dispute:du_1:funds_withdrawn"} | ({"dispute:du_1:funds_reinstated"} if won else set())
    left = 50_00 if won else 0
    assert posted(f"campaign:{campaign.pk}:donations", f"campaign:{campaign.pk}:fees") == [left, 25 + FEE]
