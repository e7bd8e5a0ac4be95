"""The page of documentation in Chromium: it works under the city's content security policy, from our own files only."""

import mimetypes
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.browser

ORIGIN = "http://milano.localhost"
PAGES = ("/api/docs/", "/api/docs/?script=", "/api/schema/")
Answers = dict[str, tuple[dict[str, str], bytes]]


@pytest.fixture
def answers(milano: Any, client_of: Any, settings: Any) -> Answers:
    """What the city answers, read before the browser starts."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    client = client_of(milano)
    found = {}
    for path in PAGES:
        response = client.get(path)
        found[path] = (dict(response.items()), response.content)
    return found


def serve(page: Page, answers: Answers) -> list[str]:
    """Answer the page's requests from what was read and from our static files; return those for anything else."""
    strangers: list[str] = []

    def answer(route: Route) -> None:
        address = urlsplit(route.request.url)
        path = address.path + (f"?{address.query}" if address.query else "")
        file = finders.find(address.path.removeprefix("/static/")) if address.path.startswith("/static/") else None
        if not route.request.url.startswith(ORIGIN):
            strangers.append(route.request.url)
            route.abort()
        elif path in answers:
            headers, body = answers[path]
            route.fulfill(status=200, headers=headers, body=body)
        elif file:
            route.fulfill(status=200, content_type=mimetypes.guess_type(file)[0] or "", body=Path(file).read_bytes())
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    return strangers


def test_the_documentation_lists_the_operations_without_an_error(answers: Answers, browser: Browser) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    strangers = serve(page, answers)
    page.goto(f"{ORIGIN}/api/docs/", wait_until="networkidle")
    page.get_by_text("/api/v1/donations/", exact=True).wait_for()
    assert page.locator(".opblock").count() == 6
    page.close()
    assert (errors, strangers) == ([], [])
