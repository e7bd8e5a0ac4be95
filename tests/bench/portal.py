"""Requests per second of the main public pages against an empty Django view on the same server.

The campaign's pages are asked for twice, with 10 gifts and with 10 000: `flat` is the share of the first rate that the
second keeps. `ratio` compares with an empty view behind the program's whole middleware, `ratio_to_bare` with one before
any of it. The queries and bytes of a page are counted through Django's test client, the bytes before compression.

A page is measured made anew for each request, by a reader for whom nothing is kept, and `kept`, as visitors get it.
"""

from dataclasses import dataclass, replace
from datetime import timedelta
from statistics import median
from typing import Any

from tests.bench import load, paths
from tests.bench.lab import Lab, opened
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

FEW, MANY = 10, 10_000
ROUNDS = 5
SECONDS = 1
GOAL = 0.08
GOAL_OF_KEPT = 0.5
FLAT = 0.9
CITY, NATIONAL = "milano.localhost", "localhost"


@dataclass(frozen=True)
class Page:
    """One public address."""

    name: str
    host: str
    path: str
    cookie: str = load.ALWAYS_ANEW

    @property
    def is_for_all(self) -> bool:
        """Tell whether everybody sees the same; a form carries a token of its reader's."""
        return not self.path.endswith("/dona/")


def run() -> None:
    """Start the web server on a city with calls, campaigns and gifts, and measure."""
    with opened() as lab:
        anew = _pages(*_campaigns(lab))
        lab.execute("ANALYZE")
        kept = [replace(page, name=f"{page.name}.kept", cookie=load.NO_COOKIE) for page in anew if page.is_for_all]
        pages = [*anew, *kept]
        counted = {page.name: _count(page) for page in pages}
        lab.stack.start_web()
        asked = [Page("bare", CITY, paths.BARE), Page("empty", CITY, paths.EMPTY), *pages]
        rate = {
            page.name: (lambda page=page: load.per_second(_port(lab), page.host, page.path, SECONDS, page.cookie))
            for page in asked
        }
        taken = alternate(ROUNDS, **rate)
        for page in pages:
            _tell(page, taken, *counted[page.name])
        for name in ("campaign", "donate"):
            tell(
                f"portal.{name}.flat",
                ours=taken[f"{name}_{MANY}"],
                reference=taken[f"{name}_{FEW}"],
                unit="requests/s",
                goal=ratio_at_least(FLAT),
            )


def _tell(page: Page, taken: dict[str, list[float]], queries: int, size: int) -> None:
    tell(
        f"portal.{page.name}",
        ours=taken[page.name],
        reference=taken["empty"],
        unit="requests/s",
        goal=ratio_at_least(GOAL if page.cookie == load.ALWAYS_ANEW else GOAL_OF_KEPT),
        ratio_to_bare=round(median(taken[page.name]) / median(taken["bare"]), 4),
        queries=queries,
        bytes=size,
        tool=load.tool(),
    )


def _port(lab: Lab) -> int:
    return lab.stack.ports.web


def _pages(few: str, many: str, call: str) -> list[Page]:
    return [
        Page(f"campaign_{FEW}", CITY, f"/campagne/{few}/"),
        Page(f"campaign_{MANY}", CITY, f"/campagne/{many}/"),
        Page(f"donate_{FEW}", CITY, f"/campagne/{few}/dona/"),
        Page(f"donate_{MANY}", CITY, f"/campagne/{many}/dona/"),
        Page("campaign_list", CITY, "/campagne/"),
        Page("call", CITY, f"/bandi/{call}/"),
        Page("city_home", CITY, "/"),
        Page("national_home", NATIONAL, "/"),
        Page("json_list", CITY, "/api/v1/campaigns/"),
    ]


def _campaigns(lab: Lab) -> tuple[str, str, str]:
    """Make campaigns with few and many gifts and two others, all featured; return both slugs and the call's."""
    from apps.showcase import services as showcase
    from apps.showcase.models import ShowcaseCampaign
    from tests.bench import crowd, scene

    made = scene.make(lab.visitor)
    campaigns = [_campaign(made) for _ in range(4)]
    crowd.fill(made, campaigns[0], FEW)
    crowd.fill(made, campaigns[1], MANY)
    for campaign in campaigns:
        showcase.refresh_campaign(key=str(campaign.pk), now=made.now)
    ShowcaseCampaign.objects.update(featured_at=made.now, featured_by="bench")
    return campaigns[0].slug, campaigns[1].slug, campaigns[1].call.slug


def _campaign(made: Any) -> Any:
    from tests.factories import city

    ends = made.now + timedelta(days=20)
    return city.add_campaign(made.campaign.call, made.campaign.account, 600_000_00, closes_at=ends)


def _count(page: Page) -> tuple[int, int]:
    """Return the queries and the bytes of one answer, with hosts and templates known already."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(HTTP_HOST=page.host)
    client.cookies.load(page.cookie)
    client.get(page.path)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page.path)
    if answer.status_code != 200:
        raise RuntimeError(f"{page.name}: {answer.status_code}")
    sent = [query for query in queries.captured_queries if not query["sql"].startswith("SET search_path")]
    return len(sent), len(answer.content)
