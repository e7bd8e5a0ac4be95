"""The colours and the coat of arms over HTTP: right for the host, cheap to ask again."""

from typing import Any

import pytest
from django.test import RequestFactory

from colletta.theming import brand, views
from tests.theming.cities import city


@pytest.fixture
def ask(rf: RequestFactory) -> Any:
    def send(view: Any, colour: str = "#a5182a", query: str = "", **headers: str) -> Any:
        request = rf.get(f"/x{query}", headers=headers)
        request.tenant = city(primary_colour=colour)
        return view(request)

    return send


def test_the_sheet_holds_the_hosts_colours(ask: Any) -> None:
    response = ask(views.brand_sheet)
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert "--brand-40:#a5182a" in response.content.decode()


def test_the_sheet_is_kept_for_ever_only_under_its_own_version(ask: Any) -> None:
    right = ask(views.brand_sheet, query=f"?v={brand.version('#a5182a')}")
    wrong = ask(views.brand_sheet, query=f"?v={brand.version('#00665e')}")
    assert "immutable" in right["Cache-Control"]
    assert "immutable" not in wrong["Cache-Control"]


def test_an_unchanged_sheet_is_not_sent_again(ask: Any) -> None:
    etag = ask(views.brand_sheet)["ETag"]
    assert ask(views.brand_sheet, **{"If-None-Match": etag}).status_code == 304
    assert ask(views.brand_sheet, colour="#00665e", **{"If-None-Match": etag}).status_code == 200


def test_a_city_without_a_coat_of_arms_gets_a_shield_with_its_initial(ask: Any) -> None:
    response = ask(views.coat_of_arms)
    assert response["Content-Type"] == "image/svg+xml"
    assert ">P</text>" in response.content.decode()
