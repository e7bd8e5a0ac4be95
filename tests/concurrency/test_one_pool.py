"""A crowd gives to many campaigns whose one pool runs short: what is given is exact, in the order of crossing."""

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
from django.db.models import Sum
from psycopg.errors import LockNotAvailable

from apps.calls.models import Call
from apps.calls.rules.vocabulary import Exhaustion
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.ledger.models import Entry
from apps.matching import services as matching
from apps.matching.models import MatchClaim
from apps.matching.rules.exhaustion import Request, allocate
from apps.notifications.models import Message
from tests.concurrency import crowd
from tests.factories import city
from tests.factories.city import NOW

pytestmark = pytest.mark.committed

GIFTS_PER_CAMPAIGN = 10
COST_CENTS = 1_000_00
GIFT_CENTS = 55_00


def edge() -> datetime:
    """Return the instant at which a job begins, as a worker reads it before it waits for anything."""
    return NOW + timedelta(microseconds=time.monotonic_ns() // 1_000 % 10**12)


def collect(donation: Donation) -> int:
    """Collect a gift, again when the lock was waited for too long, as the agenda does; return the number of tries."""
    for tries in count(1):
        try:
            matching.collect_donation(donation_id=donation.pk, facts=crowd.paid(donation), now=edge())
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable):
                raise
        else:
            return tries
    raise AssertionError(donation)


def open_campaigns(call: Call, number: int) -> list[Campaign]:
    return [city.add_campaign(call, crowd.add_account(), COST_CENTS) for _ in range(number)]


def claims_in_order(call: Call) -> list[MatchClaim]:
    return list(MatchClaim.objects.filter(call=call).order_by("place"))


def in_order_by_the_rule(call: Call, pool_cents: int, exhaustion: Exhaustion) -> list[int]:
    """Replay the rule over the claims, one after the other: what each would have got alone at the counter."""
    granted = []
    for claim in claims_in_order(call):
        (award,) = allocate(exhaustion, [Request(claim.pk, claim.entitlement_cents)], pool_cents)
        pool_cents -= award.granted_cents
        granted.append(award.granted_cents)
    return granted


@pytest.mark.slow
@pytest.mark.parametrize("exhaustion", [Exhaustion.FIRST_COME_PARTIAL, Exhaustion.FIRST_COME_WHOLE])
def test_400_gifts_at_once_share_a_short_pool_to_the_cent(
    together: Callable[..., list[Any]], exhaustion: Exhaustion
) -> None:
    share_out_a_short_pool(together, exhaustion, campaigns=40)


def test_80_gifts_at_once_share_a_short_pool_to_the_cent(together: Callable[..., list[Any]]) -> None:
    share_out_a_short_pool(together, Exhaustion.FIRST_COME_PARTIAL, campaigns=8)


def share_out_a_short_pool(together: Callable[..., list[Any]], exhaustion: Exhaustion, campaigns: int) -> None:
    pool_cents = campaigns // 2 * 450_00 + 123_45
    call = city.add_call(pool_cents, exhaustion=str(exhaustion))
    opened = open_campaigns(call, campaigns)
    gifts = [crowd.begin(campaign, GIFT_CENTS) for _ in range(GIFTS_PER_CAMPAIGN) for campaign in opened]
    tries = together(*(partial(collect, gift) for gift in gifts))
    assert {type(outcome) for outcome in tries} == {int}, Counter(map(str, tries))

    figures = crowd.proved_pool(call)
    claims = claims_in_order(call)
    assert len(claims) == campaigns
    assert [claim.reserved_cents for claim in claims] == in_order_by_the_rule(call, pool_cents, exhaustion)
    assert (figures.funded_cents, figures.committed_cents) == (pool_cents, 0)
    assert figures.reserved_cents == sum(claim.reserved_cents for claim in claims)
    if exhaustion is Exhaustion.FIRST_COME_PARTIAL:
        assert figures.free_cents == 0
    assert Entry.objects.filter(kind="donation").count() == len(gifts)
    assert Message.objects.filter(kind="donation_collected").count() == len(gifts)


def test_read_then_insert_gives_away_more_than_the_pool_holds(together: Callable[..., list[Any]]) -> None:
    """The twin: the same decision by a worker that reads what is free, then writes its claim, without the lock."""
    pool_cents, campaigns = 1_500_00, 8
    call = city.add_call(pool_cents)
    everybody_has_read = Barrier(campaigns, timeout=30)

    def read_then_insert(place: int, campaign: Campaign) -> None:
        with transaction.atomic():
            taken = MatchClaim.objects.filter(call=call).aggregate(cents=Sum("reserved_cents"))["cents"] or 0
            (award,) = allocate(Exhaustion.FIRST_COME_PARTIAL, [Request(campaign.pk, 500_00)], pool_cents - taken)
            everybody_has_read.wait()
            MatchClaim.objects.create(
                campaign=campaign,
                call=call,
                place=place,
                queued_at=edge(),
                entitlement_cents=500_00,
                reserved_cents=award.granted_cents,
            )

    jobs = [partial(read_then_insert, place, each) for place, each in enumerate(open_campaigns(call, campaigns))]
    assert together(*jobs) == [None] * campaigns
    assert sum(claim.reserved_cents for claim in claims_in_order(call)) == campaigns * 500_00 > pool_cents
