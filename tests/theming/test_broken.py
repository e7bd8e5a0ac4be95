"""What a city says when something of ours is broken: in its own name, with nothing of the inside."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from colletta.theming import errors
from tenants.registry import hosts
from tests.theming.cities import city


def test_a_page_that_broke_names_the_city_and_whom_to_write_to(rf: RequestFactory) -> None:
    request = rf.get("/campagne/")
    request.tenant = city(contacts={"email": "aiuto@prova.example"})  # type: ignore[attr-defined]
    page = errors.server_error(request).content.decode()
    assert "Comune di Prova" in page and 'href="mailto:aiuto@prova.example"' in page and "/brand.css?v=" in page


def test_a_page_that_broke_before_its_city_was_known_names_none(rf: RequestFactory) -> None:
    answer = errors.server_error(rf.get("/campagne/"))
    assert answer.status_code == 500 and b"brand.css" not in answer.content and b"mailto:" not in answer.content


def test_the_city_is_still_known_while_the_database_is_away(milano: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_host: str) -> None:
        raise OperationalError("the database went away")

    known = hosts.lookup("milano.localhost")
    monkeypatch.setattr(hosts, "_read", away)
    monkeypatch.setattr(hosts, "monotonic", lambda: float("inf"))
    assert hosts.lookup("milano.localhost") == known
    with pytest.raises(OperationalError):
        hosts.lookup("venezia.localhost")
