"""Worker, web server and database die while people give and get back: no cent is lost and none moves twice."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django_tenants.utils import schema_context

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.matching import selectors as matching
from apps.payments.models import PaymentAttempt
from tests.faults import books
from tests.faults.books import Books
from tests.faults.donor import Donor
from tests.faults.live import Live
from tests.factories import city

pytestmark = pytest.mark.committed

DAYS = 20
SCHEMA = "c_milano"
LOST_ANSWERS = ("/v1/checkout/sessions", "/v1/refunds")


def open_campaigns(live: Live, *, funded: int, failing: int, pool_cents: int) -> list[Campaign]:
    """Open campaigns of one call: those to fund cost 1 000 euro, those to fail a fortune."""
    now = live.now()
    with schema_context(SCHEMA):
        call = city.add_call(pool_cents)
        costs = [*[1_000_00] * funded, *[900_000_00] * failing]
        return [
            city.add_campaign(call, city.add_account(live.simulator), cost, now + timedelta(days=DAYS), now)
            for cost in costs
        ]


def donors_of(live: Live, campaigns: list[Campaign], number: int) -> list[Donor]:
    return [
        Donor(live, "milano", campaigns[n % len(campaigns)].slug, f"donor{n}@example.org", 30_00 + n)
        for n in range(number)
    ]


def give_while(donors: list[Donor], crash: Callable[[], None], at_once: int) -> None:
    """Let the donors give, some at once, and crash things until the last has paid."""
    ways = itertools.cycle([Donor.give_on_the_page, Donor.give_on_the_page, Donor.give_through_the_api])
    with ThreadPoolExecutor(at_once) as pool:
        gifts = [pool.submit(way, donor) for donor, way in zip(donors, ways, strict=False)]
        while not all(gift.done() for gift in gifts):
            crash()
        for gift in gifts:
            gift.result()


def close_and_drain(live: Live, seconds: float, crash: Callable[[], None] = lambda: None) -> None:
    """Let the deadline come and everything that is owed be done; each step is a minute for the platform."""
    live.move_clock(live.now() + timedelta(days=DAYS))
    crash()
    live.drain(
        lambda: books.nothing_owed(live),
        seconds=seconds,
        step=lambda: live.move_clock(live.now() + timedelta(minutes=1)),
    )


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
    campaigns = open_campaigns(live, funded=1, failing=1, pool_cents=5_000_00)
    donors = donors_of(live, campaigns, 20)
    crashes = iter(["worker"])
    give_while(donors, lambda: [live.crash(name) for name in itertools.islice(crashes, 1)] and None, at_once=4)
    close_and_drain(live, seconds=60)
    proved(live, donors, refunds=10)
