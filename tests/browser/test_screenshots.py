"""The README's screenshots, made from the demo; `make screenshots` keeps them, any other run checks that they work."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from colletta import env
from tests.browser.conftest import Demo
from tests.browser.pages import CityClient
from tests.browser.steps import account, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.screenshots]

KEPT = env.REPOSITORY / "deploy" / "screenshots"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the pictures go: the README's folder when they are asked for."""
    if not os.environ.get("COLLETTA_SCREENSHOTS"):
        return tmp_path
    KEPT.mkdir(parents=True, exist_ok=True)
    return KEPT


def shoot(page: Page, folder: Path, name: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
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
