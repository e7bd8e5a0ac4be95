"""Screenshots made from the demo; `make screenshots` keeps them, any other run checks that they can be made.

The README's few are kept in the repository; the main pages of every brand are for a person to look at, and are not.
"""

import os
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Page

from colletta import env
from colletta.local.story import plan
from tests.browser import album
from tests.browser.conftest import WIDTHS, Demo
from tests.browser.pages import CityClient
from tests.browser.steps import account, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.screenshots]

KEPT = env.REPOSITORY / "deploy" / "screenshots"
ALBUM = env.REPOSITORY / ".local" / "screenshots"
MAY_ANSWER = (HTTPStatus.OK, HTTPStatus.CONFLICT)
"""Where no campaign is open the form of a gift says that it is over."""
EVERY_PICTURE = """() => Promise.all([...document.images].map((picture) => {
  picture.loading = "eager";
  return picture.decode().catch(() => null);
}))"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go: the README's folder when they are asked for."""
    if not os.environ.get("COLLETTA_SCREENSHOTS"):
        return tmp_path
    KEPT.mkdir(parents=True, exist_ok=True)
    return KEPT


def shoot(page: Page, folder: Path, name: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate(EVERY_PICTURE)
    page.screenshot(path=folder / f"{name}.png")
    assert (folder / f"{name}.png").stat().st_size > 10_000


def test_the_readme_shows_the_demo_as_it_is(demo: Demo, page: Page, folder: Path) -> None:
    reached = next(
        campaign["slug"]
        for campaign in CityClient("milano", demo.port).list("/api/v1/campaigns/")
        if campaign["state"] == "open"
    )
    page.set_viewport_size({"width": 390, "height": 1400})
    page.goto(demo.url("milano", f"/campagne/{reached}/"))
    shoot(page, folder, "campaign-phone", (390, 1400))
    page.goto(demo.url("venezia"))
    shoot(page, folder, "city-home", (1280, 1400))
    page.goto(demo.url(""))
    shoot(page, folder, "national-home", (1280, 1400))
    sign_in(page, demo.url("milano", "/gestione/"), account(demo, "Ragioneria"), demo.password)
    page.get_by_role("link", name="sperimentazione").first.click()
    shoot(page, folder, "cockpit", (1280, 1400))


def test_the_main_pages_of_every_brand_can_be_looked_through(demo: Demo, page: Page, tmp_path: Path) -> None:
    is_kept = bool(os.environ.get("COLLETTA_SCREENSHOTS"))
    place, cities = ALBUM if is_kept else tmp_path, [city.slug for city in plan.cities()]
    for city in cities if is_kept else cities[:1]:
        (place / city).mkdir(parents=True, exist_ok=True)
        for name, path in album.main_pages(CityClient(city, demo.port)).items():
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                answer = page.goto(demo.url(city, path), wait_until="networkidle")
                assert answer is not None and answer.status in MAY_ANSWER, (city, path)
                high = page.evaluate("document.documentElement.scrollHeight")
                page.set_viewport_size({"width": width, "height": high})
                page.evaluate(EVERY_PICTURE)
                page.screenshot(path=place / city / f"{name}-{width}.png", full_page=True)
    index = album.write_index(place, cities if is_kept else cities[:1], WIDTHS)
    page.goto(index.as_uri(), wait_until="load")
    shown = page.locator("img")
    assert shown.count() == len(album.PAGES) * len(WIDTHS) * (len(cities) if is_kept else 1)
    if is_kept:
        print(f"\n{index}")
