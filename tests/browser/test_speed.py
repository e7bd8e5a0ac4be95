"""What the campaign page asks of a phone, as the demo serves it: few bytes of code, kept for ever, nothing jumps."""

import re

import pytest
from playwright.sync_api import Browser, Response

from tests.browser.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BUDGET_BYTES = 100_000
FOR_EVER = "immutable"
_SHIFT = """
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
"""


def test_the_campaign_page_is_light_its_code_is_kept_and_nothing_jumps(demo: Demo, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, device_scale_factor=2, is_mobile=True)
    page = context.new_page()
    page.add_init_script(_SHIFT)
    page.goto(demo.url("milano", "/campagne/?stato=aperte"))
    path = page.locator(".cl-card-title a").first.get_attribute("href")
    context.clear_cookies()
    answers: list[Response] = []

    def seen(answer: Response) -> None:
        answers.append(answer)

    page.on("response", seen)
    page.goto(demo.url("milano", str(path)), wait_until="networkidle")

    code = [each for each in answers if each.request.resource_type in {"stylesheet", "script"}]
    assert {each.request.resource_type for each in code} == {"stylesheet", "script"}
    assert sum(each.request.sizes()["responseBodySize"] for each in code) < BUDGET_BYTES
    assert page.evaluate("window.shift") < 0.01
    for each in code:
        headers = each.all_headers()
        assert FOR_EVER in headers["cache-control"], each.url
        assert headers["content-encoding"] in {"br", "gzip"}, each.url
    html = answers[0].all_headers()
    assert (html["content-encoding"], html["cache-control"]) == ("gzip", "no-cache")
    for script in re.findall(r"<script[^>]*src=[^>]*>", page.content()):
        assert "defer" in script, script
    for picture in page.locator("img").all():
        assert picture.get_attribute("width") and picture.get_attribute("height"), picture.get_attribute("src")
    context.close()
