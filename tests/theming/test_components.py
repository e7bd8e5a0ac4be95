"""The living style page as markup: nothing that the content policy forbids, and every reference has its target."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.template.loader import render_to_string

from colletta.theming import samples
from colletta.theming.site import site_for
from tests.theming.cities import city

TEMPLATES = Path(__file__).parents[2] / "themes" / "base" / "templates"
ELEMENTS_OF_THE_NATIONAL_PROGRAMME = {
    "personal-area-login",
    "main-navigation",
    "faq",
    "report-inefficiency",
    "privacy-policy-link",
    "legal-notes",
    "accessibility-link",
}


class Page(HTMLParser):
    """Collects what the tests ask about."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def values(self, attribute: str) -> list[str]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


@pytest.fixture
def html(settings: Any) -> str:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    return render_to_string("style.html", samples.context() | {"site": site_for(city()), "demo_notice": True})


def test_every_component_is_on_the_page_or_a_page_of_its_own() -> None:
    seen: set[str] = set()
    waiting = ["style.html"]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += re.findall(r'{% (?:include|extends) "([^"]+)"', (TEMPLATES / name).read_text())
    missing = {path.name for path in (TEMPLATES / "components").glob("*.html")} - {Path(name).name for name in seen}
    assert missing == {
        "error_page.html",
        "footer_national.html",
        "footer_office.html",
        "header_office.html",
        "office_menu.html",
    }


def test_no_style_or_script_stands_inside_the_page(html: str) -> None:
    page = Page(html)
    assert {tag for tag, _ in page.tags} & {"script", "style"} == set()
    assert [name for _, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")] == []


def test_nothing_is_asked_of_another_host(html: str) -> None:
    page = Page(html)
    assert [source for source in page.values("src") if not source.startswith("/")] == []
    assert [attrs["href"] for tag, attrs in page.tags if tag == "link" and not attrs["href"].startswith("/")] == []


def test_ids_are_unique_and_every_reference_finds_its_target(html: str) -> None:
    page = Page(html)
    ids = Counter(page.values("id"))
    assert [name for name, times in ids.items() if times > 1] == []
    references = [value for name in ("for", "aria-describedby", "aria-labelledby") for value in page.values(name)]
    assert {target for value in references for target in value.split()} - set(ids) == set()


def test_a_field_in_error_says_so_and_names_its_error(html: str) -> None:
    page = Page(html)
    email = next(attrs for _, attrs in page.tags if attrs.get("id") == "errato_email")
    assert email["aria-invalid"] == "true"
    assert email["aria-describedby"] == "errato_email_helptext errato_email_error"


def test_the_error_summary_links_every_field_in_error(html: str) -> None:
    page = Page(html)
    targets = {href.removeprefix("#") for href in page.values("href") if href.startswith("#errato")}
    assert targets == {"errato_amount", "errato_email", "errato_district", "errato_terms"}
    assert targets <= set(page.values("id"))


def test_the_parts_asked_of_a_municipal_site_are_there(html: str) -> None:
    page = Page(html)
    assert set(page.values("data-element")) >= ELEMENTS_OF_THE_NATIONAL_PROGRAMME
    assert ("html", {"lang": "it"}) in page.tags
    assert "00000000000" in html
    assert "protocollo@pec.example" in html


def test_the_figures_of_a_bar_stand_beside_it_as_text(html: str) -> None:
    for figure in ("6.550", "5.000", "3.450", "161.941", "188.059"):
        assert figure in html


def test_a_tenants_text_is_escaped(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    site = site_for(city(name="<script>x</script>", tagline='"><img src=x>'))
    html = render_to_string("errors/404.html", {"site": site})
    assert "<script" not in html
    assert "<img src=x" not in html


def test_the_national_portal_names_no_city() -> None:
    site = site_for(SimpleNamespace(schema_name="public"))
    assert site.is_national
    assert site == site_for(None)
