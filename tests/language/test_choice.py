"""Which language a request is answered in."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(milano: object, client_of: Callable[[object], Client], settings: Any) -> Client:
    """A visitor of Milano, where English is offered beside Italian."""
    settings.OFFERED_LANGUAGES = ["it", "en"]
    return client_of(milano)


def _language(answer: Any) -> str:
    return str(answer.content.decode().partition('<html lang="')[2].partition('"')[0])


def test_a_page_is_italian_until_another_language_is_asked_for(visitor: Client) -> None:
    assert _language(visitor.get("/campagne/")) == "it"
    assert _language(visitor.get("/campagne/?lingua=en")) == "en"
    assert _language(visitor.get("/campagne/")) == "en"


def test_a_language_that_is_not_offered_changes_nothing(visitor: Client) -> None:
    answer = visitor.get("/campagne/?lingua=sl")
    assert _language(answer) == "it"
    assert "lingua" not in answer.cookies


def test_the_links_to_other_languages_keep_the_page_and_its_filters(visitor: Client) -> None:
    page = visitor.get("/campagne/?stato=aperte").content.decode()
    assert 'href="/campagne/?stato=aperte&amp;lingua=en"' in page


def test_the_office_works_in_italian(visitor: Client) -> None:
    visitor.get("/campagne/?lingua=en")
    assert _language(visitor.get("/gestione/accedi/")) == "it"


def test_an_amount_is_written_as_its_reader_writes_it(visitor: Client) -> None:
    assert "€5,000" in visitor.get("/stile/?lingua=en").content.decode()
    assert "€\u00a05.000" in visitor.get("/stile/?lingua=it").content.decode()
