"""A crowd gives to campaigns matched gift by gift whose one pool runs short: the sequence decides, to the cent."""

import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, transaction
from django.db.models import Max, Sum
from psycopg.errors import LockNotAvailable

from apps.calls.models import Call
from apps.calls.rules.vocabulary import Exhaustion
from apps.campaigns import selectors as campaigns
from apps.campaigns.models import Campaign
from apps.donations import selectors as gifts_read
from apps.donations import services as gifts
from apps.donations.models import Donation
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.matching.models import MatchClaim
from apps.matching.rules.exhaustion import Request, allocate
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import NOW

pytestmark = pytest.mark.committed

GIFT_CENTS = 50_00
RULES: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_donor_cents": 100_00,
}


def edge() -> datetime:
    """Return the instant at which a job begins, as a worker reads it before it waits for anything."""
    return NOW + timedelta(microseconds=time.monotonic_ns() // 1_000 % 10**12)


def patiently(job: Callable[[], None]) -> int:
    """Do a job, again when the lock was waited for too long, as the agenda does; return the number of tries."""
    for tries in count(1):
        try:
            job()
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
        else:
            return tries
    raise AssertionError(job)


def collect(donation: Donation) -> int:
    return patiently(lambda: matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=edge()))


def take_back(donation: Donation) -> int:
    def job() -> None:
        with transaction.atomic(durable=True):
            campaigns.lock_campaign(donation.campaign_id)
            locked = gifts_read.lock_donation(donation.pk)
            gifts.request_refund(donation=locked, reason="asked", now=edge())
            matching.money_went_back(campaign_id=donation.campaign_id, now=edge())

    return patiently(job)


def open_campaigns(call: Call, number: int) -> list[Campaign]:
    return [city.add_campaign(call, crowd.add_account(), 10_000_00) for _ in range(number)]


def claims_in_order(call: Call) -> list[MatchClaim]:
    return list(MatchClaim.objects.filter(call=call).order_by("place"))


def by_the_rule(claims: list[MatchClaim], pool_cents: int) -> list[int]:
    """Replay the sequence alone at the counter: what each gift would have got, one after the other."""
    asked = [Request(claim.place, claim.entitlement_cents) for claim in claims]
    return [award.granted_cents for award in allocate(Exhaustion.FIRST_COME_PARTIAL, asked, pool_cents)]


def test_80_gifts_at_once_are_matched_in_one_sequence_to_the_cent(together: Callable[..., list[Any]]) -> None:
    pool_cents = 40 * GIFT_CENTS + 12_34
    call = city.add_call(pool_cents, **RULES)
    opened = open_campaigns(call, 4)
    given = [crowd.begin(campaign, GIFT_CENTS) for _ in range(20) for campaign in opened]
    tries = together(*(partial(collect, donation) for donation in given))
    assert {type(outcome) for outcome in tries} == {int}, Counter(map(str, tries))

    claims = claims_in_order(call)
    assert [claim.place for claim in claims] == list(range(1, len(given) + 1))
    assert sorted(claim.queued_at for claim in claims) == [claim.queued_at for claim in claims]
    assert [claim.entitlement_cents for claim in claims] == [GIFT_CENTS] * len(given)
    assert [claim.reserved_cents for claim in claims] == by_the_rule(claims, pool_cents)
    figures = crowd.proved_pool(call)
    assert (figures.reserved_cents, figures.free_cents) == (pool_cents, 0)
    assert Entry.objects.filter(kind="match_reserved").count() == 41


def test_gifts_that_come_and_go_at_once_leave_no_cent_behind(together: Callable[..., list[Any]]) -> None:
    pool_cents = 10 * GIFT_CENTS
    call = city.add_call(pool_cents, **RULES)
    first, second = open_campaigns(call, 2)
    here = [crowd.begin(campaign, GIFT_CENTS) for _ in range(5) for campaign in (first, second)]
    for donation in here:
        collect(donation)
    coming = [crowd.begin(campaign, GIFT_CENTS) for _ in range(8) for campaign in (first, second)]
    jobs = [*(partial(take_back, donation) for donation in here), *(partial(collect, each) for each in coming)]
    tries = together(*jobs)
    assert {type(outcome) for outcome in tries} == {int}, Counter(map(str, tries))

    figures = crowd.proved_pool(call)
    left = [claim for claim in claims_in_order(call) if claim.donation_id in {donation.pk for donation in coming}]
    assert MatchClaim.objects.exclude(pk__in=[claim.pk for claim in left]).aggregate(
        held=Sum("reserved_cents"), due=Sum("entitlement_cents")
    ) == {"held": 0, "due": 0}
    assert (figures.reserved_cents, figures.free_cents) == (pool_cents, 0)
    assert [claim.reserved_cents for claim in left] == by_the_rule(left, pool_cents)


def test_a_campaign_settles_while_others_are_given_to(together: Callable[..., list[Any]]) -> None:
    pool_cents = 12 * GIFT_CENTS
    call = city.add_call(pool_cents, **RULES)
    fails = city.add_campaign(call, crowd.add_account(), 50_000_00, closes_at=NOW + timedelta(days=1))
    goes_on = open_campaigns(call, 1)[0]
    for _ in range(12):
        collect(crowd.begin(fails, GIFT_CENTS))
    matching.close_campaign(key=str(fails.pk), now=NOW + timedelta(days=40))
    coming = [crowd.begin(goes_on, GIFT_CENTS) for _ in range(15)]
    settle = partial(matching.settle_campaign, key=str(fails.pk), now=NOW + timedelta(days=40))
    tries = together(lambda: patiently(settle), *(partial(collect, donation) for donation in coming))
    assert {type(outcome) for outcome in tries} == {int}, Counter(map(str, tries))

    figures = crowd.proved_pool(call)
    claims = list(MatchClaim.objects.filter(campaign=goes_on).order_by("place"))
    assert [claim.reserved_cents for claim in claims] == by_the_rule(claims, pool_cents)
    assert (figures.reserved_cents, figures.free_cents) == (pool_cents, 0)


def test_reading_the_last_place_without_the_lock_gives_it_away_twice(together: Callable[..., list[Any]]) -> None:
    """The twin: the same place read by everybody before anybody writes, as without the pool's lock."""
    call = city.add_call(1_500_00, **RULES)
    campaign = open_campaigns(call, 1)[0]
    given = [crowd.begin(campaign, GIFT_CENTS) for _ in range(6)]
    everybody_has_read = Barrier(len(given), timeout=30)

    def read_then_place(donation: Donation) -> str:
        with transaction.atomic():
            last = MatchClaim.objects.filter(call=call).aggregate(place=Max("place"))["place"] or 0
            everybody_has_read.wait()
            MatchClaim.objects.create(
                campaign=campaign,
                call=call,
                donation=donation,
                place=last + 1,
                queued_at=edge(),
                entitlement_cents=GIFT_CENTS,
            )
        return "placed"

    outcomes = Counter(map(str, together(*(partial(read_then_place, donation) for donation in given))))
    assert outcomes.pop("placed") == 1
    assert all("match_claim_place_once" in refused for refused in outcomes)


def test_reading_what_is_free_without_the_lock_gives_away_more_than_the_pool(
    together: Callable[..., list[Any]],
) -> None:
    """The twin of the reservations: each gift takes what it read as free, and the claims exceed the pool."""
    pool_cents = 2 * GIFT_CENTS
    call = city.add_call(pool_cents, **RULES)
    campaign = open_campaigns(call, 1)[0]
    given = [crowd.begin(campaign, GIFT_CENTS) for _ in range(6)]
    everybody_has_read = Barrier(len(given), timeout=30)

    def read_then_reserve(place: int, donation: Donation) -> None:
        with transaction.atomic():
            taken = MatchClaim.objects.filter(call=call).aggregate(cents=Sum("reserved_cents"))["cents"] or 0
            (award,) = allocate(Exhaustion.FIRST_COME_PARTIAL, [Request(place, GIFT_CENTS)], pool_cents - taken)
            everybody_has_read.wait()
            MatchClaim.objects.create(
                campaign=campaign,
                call=call,
                donation=donation,
                place=place,
                queued_at=edge(),
                entitlement_cents=GIFT_CENTS,
                reserved_cents=award.granted_cents,
            )

    jobs = [partial(read_then_reserve, place, donation) for place, donation in enumerate(given, start=1)]
    assert together(*jobs) == [None] * len(given)
    assert sum(claim.reserved_cents for claim in claims_in_order(call)) == len(given) * GIFT_CENTS > pool_cents
