"""The demo's story, told by the real services on the simulator, ends as told, once."""

import time
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.matching import selectors as matching
from apps.showcase import selectors as showcase
from colletta.local import clock as demo_clock
from colletta.local import story
from colletta.local.story import plan
from colletta.local.story.verification import told_state
from tests.harness.fresh import FreshDatabase
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator

pytestmark = [pytest.mark.slow, pytest.mark.committed]
SECOND_TELLING_SECONDS = 2


class Interrupted(Exception):
    """Somebody ends the command in the middle."""


def _rows() -> dict[str, int]:
    tables = "SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname ~ '^(public|c_)'"
    with connection.cursor() as cursor:
        cursor.execute(tables)
        names = [name for (name,) in cursor.fetchall()]
        counts = {}
        for name in names:
            cursor.execute(f"SELECT count(*) FROM {name}")
            counts[name] = cursor.fetchone()[0]
    return counts


def _states(schema_name: str) -> dict[str, str]:
    with schema_context(schema_name):
        figures = matching.list_figures(found := campaigns.list_public_campaigns())
        return {each.slug: told_state(each, figures[each.pk]) for each in found}


def test_the_story_ends_as_told_and_told_again_changes_nothing(
    fresh_database: FreshDatabase, stripe_simulator: StripeSimulator, clock: Clock
) -> None:
    lines: list[str] = []
    story.tell(lines.append)
    assert demo_clock.offset().total_seconds() == 0
    for city in plan.cities():
        assert _states(f"c_{city.slug}") == {each.slug: each.told for each in city.campaigns}
    assert set(_states("c_milano").values()) == {"funded", "reached", "waiting", "open", "refunded"}
    with schema_context("public"):
        assert len({row.city_name for row in showcase.list_featured()}) == len(plan.cities())
        before = _rows()

    began = time.monotonic()
    story.tell(lines.append)
    assert time.monotonic() - began < SECOND_TELLING_SECONDS
    assert _rows() == before
    assert lines[-1] == "La storia è già tutta raccontata: niente da fare."


def test_a_story_that_was_interrupted_waits_in_its_past_and_goes_on(
    fresh_database: FreshDatabase, stripe_simulator: StripeSimulator, clock: Clock
) -> None:
    def interrupt(line: str) -> None:
        if "campagne aperte" in line:
            raise Interrupted

    with pytest.raises(Interrupted):
        story.tell(interrupt)
    assert demo_clock.offset().total_seconds() < 0

    call_command("load_demo", stdout=StringIO())
    assert demo_clock.offset().total_seconds() == 0
    assert set(_states("c_milano").values()) == {"funded", "reached", "waiting", "open", "refunded"}


def test_the_accounts_are_told_with_their_addresses_and_password(fresh_database: FreshDatabase, clock: Clock) -> None:
    printed = StringIO()
    call_command("demo_accounts", stdout=printed)
    assert "redazione@anci.example.org" in printed.getvalue()
    assert "http://milano.localhost" in printed.getvalue()
    assert plan.people()["password"] in printed.getvalue()
