"""Requests per second of public pages, nothing cached, against an empty Django view on the same server.

`ratio` compares with an empty view behind the program's whole middleware; `ratio_to_bare` with one before any of it.
The queries and bytes of a page are counted through Django's test client, the bytes before compression.
"""

from dataclasses import dataclass
from datetime import timedelta

from tests.bench import load, paths
from tests.bench.lab import Lab, opened
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

GIFTS = 60
ROUNDS = 5
SECONDS = 1
GOAL = 0.08
CITY, NATIONAL = "milano.localhost", "localhost"


@dataclass(frozen=True)
class Page:
    """One public address."""

    name: str
    host: str
    path: str


def run() -> None:
    """Start the web server on a city with calls, campaigns and gifts, and measure."""
    with opened() as lab:
        pages = _pages(_campaigns(lab))
        counted = {page.name: _count(page) for page in pages}
        lab.stack.start_web()
        asked = [Page("bare", CITY, paths.BARE), Page("empty", CITY, paths.EMPTY), *pages]
        rate = {
            page.name: (lambda page=page: load.per_second(_port(lab), page.host, page.path, SECONDS)) for page in asked
        }
        taken = alternate(ROUNDS, **rate)
        bare = sorted(taken["bare"])[ROUNDS // 2]
        for page in pages:
            queries, size = counted[page.name]
            tell(
                f"public_pages.{page.name}",
                ours=taken[page.name],
                reference=taken["empty"],
                unit="requests/s",
                goal=ratio_at_least(GOAL),
                ratio_to_bare=round(sorted(taken[page.name])[ROUNDS // 2] / bare, 4),
                queries=queries,
                bytes=size,
                tool=load.tool(),
            )


def _port(lab: Lab) -> int:
    return lab.stack.ports.web


def _pages(slug: str) -> list[Page]:
    return [
        Page("campaign", CITY, f"/campagne/{slug}/"),
        Page("city_home", CITY, "/"),
        Page("national_home", NATIONAL, "/"),
        Page("json_list", CITY, "/api/v1/campaigns/"),
    ]


def _campaigns(lab: Lab) -> str:
    """Make a campaign with gifts and three others, all shown and featured nationally; return the first one's slug."""
    from apps.showcase import services as showcase
    from apps.showcase.models import ShowcaseCampaign
    from tests.bench import scene
    from tests.factories import city

    made = scene.make(lab.visitor)
    for gift in scene.begin(made, GIFTS):
        scene.collect(gift, made.now)
    call, account = made.campaign.call, made.campaign.account
    ends = made.now + timedelta(days=20)
    others = [city.add_campaign(call, account, 12_000_00, closes_at=ends) for _ in range(3)]
    for campaign in (made.campaign, *others):
        showcase.refresh_campaign(key=str(campaign.pk), now=made.now)
    ShowcaseCampaign.objects.update(featured_at=made.now, featured_by="bench")
    return made.campaign.slug


def _count(page: Page) -> tuple[int, int]:
    """Return the queries and the bytes of one answer, with hosts and templates known already."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST=page.host)
    client.get(page.path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.name}: {answer.status_code}")
    sent = [query for query in queries.captured_queries if not query["sql"].startswith("SET search_path")]
    return len(sent), len(answer.content)
