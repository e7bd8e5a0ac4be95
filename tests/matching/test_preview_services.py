"""What the form says a gift would add is what is really set aside when that gift is collected."""

import random
from datetime import timedelta
from typing import Any

import pytest

from apps.calls.rules.vocabulary import Channel
from apps.campaigns import selectors as campaigns
from apps.campaigns.models import Campaign
from apps.matching import selectors
from apps.matching import services as matching
from apps.matching.models import MatchClaim
from apps.matching.rules.effect import Effect
from apps.matching.services import Donor
from apps.payments.models import ConnectedAccount
from tests.factories import city
from tests.factories.city import NOW
from tests.matching.books import claim, collect, pool

pytestmark = pytest.mark.usefixtures("milano")

EACH: dict[str, Any] = {
    "kind": "per_donation",
    "threshold_bps": None,
    "base": None,
    "ratio_bps": 10_000,
    "cap_per_project_cents": 400_00,
}
BOOST = {"ratio_bps": 20_000, "hours": 10, "from_hour": 5}
CALLS: list[dict[str, Any]] = [
    {**EACH},
    {**EACH, "cap_per_donor_cents": 60_00},
    {**EACH, "first_donation_only": True},
    {**EACH, "boosts": [BOOST]},
    {**EACH, "counting": {"per_donor_ceiling_cents": 80_00}},
]


def preview(campaign: Campaign, cents: int, donor: str, now: Any) -> Effect:
    campaign = campaigns.get_campaign(campaign.pk)
    who = Donor(key=donor, channel=Channel.ONLINE)
    free_cents = selectors.pool_figures(campaign.call_id).free_cents
    moment = matching.moment_of(campaign=campaign, free_cents=free_cents, donor=who, now=now)
    return matching.effect_of(moment=moment, amount_cents=cents, donor=who)


@pytest.mark.parametrize("rules", CALLS)
def test_a_gift_reserves_what_was_previewed_whatever_came_before(
    account: ConnectedAccount, rules: dict[str, Any]
) -> None:
    dice = random.Random(str(rules))
    call = city.add_call(500_00, **rules)
    both = [city.add_campaign(call, account, 5_000_00) for _ in range(2)]
    seen = set()
    for hour in range(12):
        campaign, donor = dice.choice(both), dice.choice("abc")
        cents, now = dice.randrange(1, 150_00), NOW + timedelta(hours=hour * 2)
        told = preview(campaign, cents, donor, now)
        gift = collect(campaign, cents, donor=donor, now=now)
        written = MatchClaim.objects.get(donation_id=gift.pk)
        assert (told.due_cents, told.reserved_cents) == (written.entitlement_cents, written.reserved_cents)
        seen.add(told.match_reason)
    assert len(seen) > 1 or pool(call).free_cents == 0


@pytest.mark.parametrize("pool_cents", [1_000_00, 120_00, 0])
def test_the_gift_that_crosses_the_threshold_reserves_what_was_previewed(
    account: ConnectedAccount, pool_cents: int
) -> None:
    call = city.add_call(pool_cents)
    campaign = city.add_campaign(call, account, 1_000_00)
    collect(campaign, 400_00, donor="a")
    assert preview(campaign, 99_99, "", NOW).missing_cents == 1
    told = preview(campaign, 150_00, "", NOW)
    collect(campaign, 150_00, donor="b")
    assert told.crosses
    assert (told.due_cents, told.reserved_cents) == (claim(campaign).entitlement_cents, claim(campaign).reserved_cents)
    assert preview(campaign, 50_00, "", NOW).reserved_cents == 0


def test_a_guest_is_told_nothing_of_what_an_address_gave_before(account: ConnectedAccount) -> None:
    campaign = city.add_campaign(city.add_call(500_00, **EACH, cap_per_donor_cents=60_00), account, 5_000_00)
    collect(campaign, 60_00, donor="a")
    assert preview(campaign, 50_00, "", NOW).reserved_cents == 50_00
    assert preview(campaign, 50_00, "a", NOW).reserved_cents == 0


def test_the_preview_reads_as_much_for_a_thousand_gifts_as_for_one(
    account: ConnectedAccount, django_assert_max_num_queries: Any
) -> None:
    campaign = city.add_campaign(city.add_call(500_00, **EACH), account, 50_000_00)
    for cents in (10_00, 20_00, 30_00):
        collect(campaign, cents)
    campaign = campaigns.get_campaign(campaign.pk)
    with django_assert_max_num_queries(4):
        matching.moment_of(campaign=campaign, free_cents=1, donor=Donor(), now=NOW)
