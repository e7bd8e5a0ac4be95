"""What the demo's story is made of agrees with its facts, and is made up the same way every time."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings

from apps.branding.rules import palette
from apps.calls.editions.reading import get_edition
from apps.calls.rules import check
from apps.calls.rules.terms import MatchTerms
from colletta.local.story import plan
from colletta.local.story.days import FIRST_DAY, Calendar
from colletta.local.story.donors import gifts_of
from colletta.local.story.moments import Closing, Giving, Opening, timeline

TODAY = Calendar(date(2026, 3, 20))
DOUBLED_BPS = 5_000
"""The least share of its cost with which a campaign of doubled gifts can be reached."""
CAMPAIGNS = [pytest.param(city, each, id=each.slug) for city in plan.cities() for each in city.campaigns]


def test_the_pilots_facts_and_the_editions_rules_are_the_same() -> None:
    facts, rules = plan.initiatives()["milano-pilot"]["matching"], get_edition("milano-2016").rules
    assert {name: rules[name] for name in facts} == facts


def test_the_campaigns_that_the_sources_name_have_their_real_titles() -> None:
    told = {city.title_of(each) for city in plan.cities() for each in city.campaigns}
    venezia = plan.initiatives()["venezia-civic-crowdfunding"]["campaigns"]
    contest = [row["title"] for row in plan.initiatives()["anci-contest-2015"]["campaigns"]]
    assert {*venezia, *contest} <= told


def test_every_call_that_is_published_has_rules_that_can_be_published() -> None:
    for city in plan.cities():
        for call in city.calls.values():
            if call.document:
                terms = MatchTerms.from_document(call.document)
                assert [*check.problems(terms), *check.unsettled(terms)] == []


def test_a_call_whose_rules_the_sources_do_not_state_gives_no_money_of_the_city() -> None:
    made_up = [call for city in plan.cities() for call in city.calls.values() if "document" in call.rules]
    assert made_up
    assert all(call.document["cap_per_project_cents"] == 0 and call.is_demo for call in made_up)


def test_an_invented_call_says_so_and_one_of_the_sources_takes_its_title_from_them() -> None:
    for city in plan.cities():
        for call in city.calls.values():
            assert bool(call.initiative) != bool(call.title)
            assert call.initiative or ("inventat" in call.description and call.is_demo)


def test_every_citys_colour_is_readable_wherever_it_is_used() -> None:
    assert all(palette.passes(city.primary_colour) for city in plan.cities())


def test_no_campaign_that_the_sources_name_is_told_as_a_failure() -> None:
    assert {each.told for city in plan.cities() for each in city.campaigns if each.fact is not None} <= {
        "funded",
        "reached",
        "open",
    }


@pytest.mark.parametrize(("city", "campaign"), CAMPAIGNS)
def test_the_gifts_of_a_campaign_are_as_planned_and_the_same_every_time(city, campaign) -> None:
    gifts = gifts_of(city.slug, campaign, TODAY)
    planned = campaign.gifts
    paid = [each.gift.amount_cents for each in gifts if not each.is_left]
    assert gifts == gifts_of(city.slug, campaign, TODAY)
    assert sum(paid) == 100 * (sum(planned.bodies) + planned.people_euro)
    assert len(paid) == len(planned.bodies) + planned.people
    assert len(gifts) == len(paid) + planned.abandoned


@pytest.mark.parametrize(("city", "campaign"), CAMPAIGNS)
def test_every_made_up_donor_is_marked_and_has_a_reserved_address(city, campaign) -> None:
    for each in gifts_of(city.slug, campaign, TODAY):
        assert each.gift.is_demo
        assert each.gift.donor_email.endswith(("@example.org", ".example.org"))
        assert settings.DONATION_MIN_CENTS <= each.gift.amount_cents <= settings.DONATION_MAX_CENTS


@pytest.mark.parametrize(("city", "campaign"), CAMPAIGNS)
def test_a_campaign_that_is_told_as_reached_crosses_with_its_last_gift(city, campaign) -> None:
    rules = MatchTerms.from_document(city.calls[campaign.call].document)
    planned = campaign.gifts
    threshold_bps = rules.threshold_bps or DOUBLED_BPS
    raised, needed = sum(planned.bodies) + planned.people_euro, campaign.cost_euro * threshold_bps / 10_000
    assert (raised >= needed) == (campaign.told in ("funded", "reached", "waiting", "outcome_pending"))
    if raised >= needed:
        assert raised - planned.bodies[0] < needed


def test_everything_happens_in_order_between_the_first_day_and_yesterday() -> None:
    moments = timeline(TODAY)
    assert moments == sorted(moments, key=lambda moment: moment.at)
    assert TODAY.at(FIRST_DAY) < moments[0].at
    assert moments[-1].at < datetime(2026, 3, 20, tzinfo=UTC)


def test_every_gift_comes_while_its_campaign_is_open() -> None:
    open_now: set[tuple[str, str]] = set()
    for moment in timeline(TODAY):
        key = (moment.city.slug, moment.campaign.slug)
        if isinstance(moment, Opening):
            open_now.add(key)
        elif isinstance(moment, Giving):
            assert key in open_now
        elif isinstance(moment, Closing):
            open_now.remove(key)


def test_the_number_of_gifts_is_what_a_small_machine_can_pay_in_a_minute() -> None:
    assert 150 <= sum(isinstance(moment, Giving) for moment in timeline(TODAY)) <= 260


def test_a_calendar_found_again_from_its_first_instant_is_the_same() -> None:
    assert Calendar.begun_at(TODAY.at(FIRST_DAY)) == TODAY
