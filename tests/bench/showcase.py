"""The national home page with the campaigns of 4, 100 and 1 000 cities in the projection: its cost should stay flat.

Each city has three campaigns; twelve are featured, whatever the number of cities.
"""

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from tests.bench.lab import Lab, opened
from tests.bench.load import ALWAYS_ANEW
from tests.bench.report import ratio_at_most, tell
from tests.bench.rounds import alternate, milliseconds

if TYPE_CHECKING:
    from django.test import Client

SIZES = (4, 100, 1_000)
CAMPAIGNS_EACH = 3
FEATURED = 12
TIMES = 10
ROUNDS = 5
FLAT = 1.5


def run() -> None:
    """Fill the projection of one copy of the database per size, and ask the page of each in turns."""
    with opened() as lab:
        for size in SIZES:
            lab.use()
            _fill(size)
            lab.copy(f"cities_{size}")
        queries = {size: _queries(lab, size) for size in SIZES}
        sides = {str(size): lambda size=size: _ask(lab, size) for size in SIZES}
        taken = alternate(ROUNDS, **sides)
        for size in SIZES[1:]:
            tell(
                f"showcase.{size}_cities",
                ours=taken[str(size)],
                reference=taken[str(SIZES[0])],
                unit="ms per page",
                goal=ratio_at_most(FLAT),
                queries=queries[size],
                queries_of_reference=queries[SIZES[0]],
            )


def _fill(cities: int) -> None:
    from django.db import connection

    from apps.kernel import clock
    from apps.showcase.models import ShowcaseCampaign

    connection.set_schema_to_public()
    now = clock.now()
    known = ShowcaseCampaign.objects.count()
    rows = (_row(city, number, now) for city in range(cities) for number in range(CAMPAIGNS_EACH))
    ShowcaseCampaign.objects.bulk_create(islice(rows, known, None), batch_size=500)
    first = ShowcaseCampaign.objects.order_by("pk").values_list("pk", flat=True)[:FEATURED]
    ShowcaseCampaign.objects.filter(pk__in=list(first)).update(featured_at=now, featured_by="bench")


def _row(city: int, number: int, now: datetime) -> object:
    from apps.showcase.models import ShowcaseCampaign

    return ShowcaseCampaign(
        schema_name=f"c_citta_{city}",
        campaign_id=number + 1,
        city_name=f"Città {city:04}",
        url=f"https://citta-{city}.example/campagne/campagna-{number}/",
        title=f"Campagna {number}",
        summary="Un orto per tutti.",
        beneficiary_name="Orti di Quartiere APS",
        state="open",
        state_label="Raccolta aperta",
        cost_cents=20_000_00,
        threshold_cents=10_000_00,
        gathered_cents=0,
        raised_cents=3_000_00,
        match_cents=0,
        gifts=40,
        closes_at=now + timedelta(days=30),
        is_demo=True,
        updated_at=now,
    )


def _ask(lab: Lab, size: int) -> float:
    client = _client(lab, size)
    return milliseconds(lambda: [client.get("/") for _ in range(TIMES)]) / TIMES


def _queries(lab: Lab, size: int) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = _client(lab, size)
    with CaptureQueriesContext(connection) as queries:
        client.get("/")
    return sum(not query["sql"].startswith("SET search_path") for query in queries.captured_queries)


def _client(lab: Lab, size: int) -> "Client":
    from django.test import Client

    lab.use(f"cities_{size}")
    client = Client(HTTP_HOST="localhost")
    client.cookies.load(ALWAYS_ANEW)
    if client.get("/").status_code != 200:
        raise RuntimeError("the national home page does not answer")
    return client
