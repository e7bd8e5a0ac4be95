"""How many queries a page makes: at most six, whatever the number of donations.

Counted without what serving several cities costs: the look-up of the host, which is remembered in the process, and the
one `SET search_path` of each request. An anonymous visitor has no session.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.donations import links
from apps.matching.models import DecisionRecord
from tests.factories import places, story
from tests.harness.moment import Clock

MOST = 6
OF_THE_FLEET = ("SET search_path", "registry_domain")


@pytest.fixture
def paths(visitor: Client, clock: Clock) -> dict[str, str]:
    """Every kind of page, in a city with an open, a funded and a failed campaign and more donations than are shown."""
    call, other = story.make_call(), story.make_call()
    funded, failed = story.make_campaign(call, days=1), story.make_campaign(call, days=1)
    story.make_collected_donation(funded, 5_000_00)
    returned = story.make_collected_donation(failed, 10_00)
    clock.advance(days=2)
    story.settle(funded)
    story.settle(failed)
    story.refund_everybody(failed)
    running = story.make_campaign(other)
    district = places.add_district(running.district, "municipio-4")
    for _ in range(12):
        gift = story.make_collected_donation(running, 10_00)
    return {
        "home": "/",
        "calls": "/bandi/",
        "call": f"/bandi/{call.slug}/",
        "campaigns": "/campagne/",
        "open campaign": f"/campagne/{running.slug}/",
        "funded campaign": f"/campagne/{funded.slug}/",
        "failed campaign": f"/campagne/{failed.slug}/",
        "form": f"/campagne/{running.slug}/dona/",
        "donation": f"/donazioni/{links.token_of(gift.pk)}/",
        "refunded donation": f"/donazioni/{links.token_of(returned.pk)}/",
        "thanks": f"/donazioni/{links.token_of(gift.pk)}/grazie/",
        "decision": f"/decisioni/{DecisionRecord.objects.first().pk}/",
        "statement": "/accessibilita/",
        "districts": "/quartieri/",
        "district": f"/quartieri/{district.slug}/",
        "comments": f"/campagne/{running.slug}/commenti/",
        "questions": f"/campagne/{running.slug}/domande/",
    }


def test_no_page_makes_more_than_six_queries(visitor: Client, paths: dict[str, str]) -> None:
    made = {name: _queries(visitor, path) for name, path in paths.items()}
    assert made == {
        "home": 5,
        "calls": 2,
        "call": 6,
        "campaigns": 6,
        "open campaign": 5,
        "funded campaign": 6,
        "failed campaign": 5,
        "form": 6,
        "donation": 5,
        "refunded donation": 5,
        "thanks": 6,
        "decision": 1,
        "statement": 0,
        "districts": 2,
        "district": 6,
        "comments": 2,
        "questions": 2,
    }
    assert max(made.values()) <= MOST


def _queries(visitor: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(path).status_code == 200
    return sum(not any(words in query["sql"] for words in OF_THE_FLEET) for query in queries)
