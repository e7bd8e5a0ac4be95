"""Worker, web server and database die while people give and get back: no cent is lost and none moves twice."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.matching import selectors as matching
from apps.payments.models import PaymentAttempt
from tests.factories import city
from tests.faults import books
from tests.faults.books import Books
from tests.faults.donor import Donor
from tests.faults.live import Live

pytestmark = pytest.mark.committed

DAYS = 20
SCHEMA = "c_milano"


def open_campaigns(live: Live, *, funded: int, failing: int, gifts_each: int) -> list[Campaign]:
    """Open campaigns of one call: gifts reach the threshold of the first ones; the pool is short of one of them."""
    now = live.now()
    cost_cents = 80_00 * gifts_each
    with schema_context(SCHEMA):
        call = city.add_call(cost_cents // 4 * max(1, funded - 1))
        return [
            city.add_campaign(call, city.add_account(live.simulator), cost, now + timedelta(days=DAYS), now)
            for cost in (*[cost_cents] * funded, *[cost_cents * 10] * failing)
        ]


def donors_of(live: Live, campaigns: list[Campaign], gifts_each: int) -> list[Donor]:
    return [
        Donor(live, "milano", campaigns[n % len(campaigns)].slug, f"donor{n}@example.org", 60_00 + n)
        for n in range(gifts_each * len(campaigns))
    ]


def give_while(donors: list[Donor], crash: Callable[[], None], at_once: int) -> None:
    """Let the donors give, some at once, and crash things until the last has paid."""
    with ThreadPoolExecutor(at_once) as pool:
        gifts = [
            pool.submit(Donor.give_through_the_api if n % 12 == 2 else Donor.give_on_the_page, donor)
            for n, donor in enumerate(donors)
        ]
        while not all(gift.done() for gift in gifts):
            crash()
        for gift in gifts:
            gift.result()


def close_and_drain(live: Live, seconds: float, crash: Callable[[], None] = lambda: None) -> None:
    """Let the deadline come, crash things meanwhile, and wait until nothing is owed."""
    live.move_clock(live.now() + timedelta(days=DAYS))
    crash()
    live.drain(lambda: books.owed(live), seconds=seconds)


def proved(live: Live, donors: list[Donor], refunds: int) -> Books:
    """Prove the books, that each donor gave once, and that the pool is whole."""
    found = books.prove(live, SCHEMA)
    assert (found.donations, found.refunds) == (len(donors), refunds)
    assert found.stripe_cents == found.ledger_cents
    with schema_context(SCHEMA):
        given = dict(Donation.objects.values_list("donor_email", "amount_cents"))
        assert given == {donor.email: donor.amount_cents for donor in donors}
        assert Donation.objects.count() == PaymentAttempt.objects.count() == len(donors)
        for campaign in Campaign.objects.all():
            pool = matching.pool_figures(campaign.call_id)
            assert pool.funded_cents == pool.committed_cents + pool.reserved_cents + pool.free_cents
            assert campaign.state in ("funded", "not_funded")
    retries = sum(donor.retries for donor in donors)
    print(f"\nkilled {live.kills}; donors tried again {retries} times; {found}; Stripe minus ledger = 0")
    return found


def test_a_worker_that_dies_loses_and_repeats_nothing(live: Live) -> None:
    campaigns = open_campaigns(live, funded=1, failing=1, gifts_each=10)
    donors = donors_of(live, campaigns, 10)
    crashes = iter(["worker"])
    give_while(donors, lambda: live.crash_next(crashes), at_once=4)
    close_and_drain(live, seconds=120)
    proved(live, donors, refunds=10)


@pytest.mark.slow
def test_a_dead_broker_stops_no_gift_and_what_it_forgot_is_found_again(live: Live) -> None:
    campaigns = open_campaigns(live, funded=1, failing=1, gifts_each=10)
    donors = donors_of(live, campaigns, 10)
    live.stack.kill("valkey")
    give_while(donors[:10], lambda: time.sleep(0.1), at_once=4)
    live.stack.restart("valkey")
    crashes = iter(["valkey", "valkey"])
    give_while(donors[10:], lambda: live.crash_next(crashes, after=0.5), at_once=4)
    close_and_drain(live, seconds=200)
    proved(live, donors, refunds=10)
