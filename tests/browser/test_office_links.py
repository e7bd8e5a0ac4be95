"""The office of the demo, link by link, as each role: nothing that a page shows says no, is missing or breaks."""

import html
import re
from collections import Counter

import pytest
import requests

from tests.browser.conftest import Demo

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OFFICE = "/gestione/"
SAMPLES = 3
"""Of the pages of one kind, such as those of single campaigns, this many are opened."""


class Walker:
    """Follows the links of the office as one person, by plain requests."""

    def __init__(self, demo: Demo, city: str, email: str) -> None:
        self._address = f"http://127.0.0.1:{demo.port}"
        self._session = requests.Session()
        self._session.headers["Host"] = f"{city}.localhost:{demo.port}"
        self._session.headers["Origin"] = demo.url(city, "")
        form = self._session.get(f"{self._address}{OFFICE}accedi/", timeout=30).text
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
        assert token
        values = {"csrfmiddlewaretoken": token[1], "username": email, "password": demo.password}
        self._session.post(f"{self._address}{OFFICE}accedi/", data=values, timeout=30)

    def walk(self) -> tuple[int, list[str]]:
        """Return how many pages were opened from the summary on, and those that did not open, with where they stand."""
        known, wrong, kinds, todo = {OFFICE}, [], Counter[str](), [(OFFICE, "")]
        for path, where in todo:
            kinds[_kind(path)] += 1
            if kinds[_kind(path)] > SAMPLES:
                continue
            answer = self._session.get(self._address + path, timeout=60)
            if not answer.ok:
                wrong.append(f"{path} on {where}: {answer.status_code}")
            elif answer.headers["Content-Type"].startswith("text/html"):
                found = dict.fromkeys(map(html.unescape, re.findall(rf'href="({OFFICE}[^"#]*)', answer.text)))
                todo += [(each, path) for each in found if each not in known]
                known |= set(found)
        return len(known), wrong


def _kind(path: str) -> str:
    return re.sub(r"\d+", "N", path)


@pytest.mark.parametrize("person", ["funzionaria", "ragioneria", "rup", "comunicazione"])
def test_no_link_of_the_office_leads_to_a_page_that_does_not_open(demo: Demo, person: str) -> None:
    opened, wrong = Walker(demo, "milano", f"{person}@milano.example.org").walk()
    assert opened > 30
    assert wrong == []
