"""The doors of the personal area stand in the city's frame, although a package draws their forms."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from apps.notifications.links import wishes_path
from tests.personal.conftest import confirm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/area/accedi/", "/area/registrati/", "/area/password-dimenticata/", "/gestione/accedi/"]
)
def test_a_door_names_the_city_and_never_its_host(
    milano: Any, client_of: Callable[[object], Client], path: str
) -> None:
    page = client_of(milano).get(path).content.decode()
    assert f'<span class="cl-brand-kind">Comune di </span>{milano.name}' in page or f"Comune di {milano.name}" in page
    assert "Comune di </span>milano." not in page
    assert "Comune di milano." not in page


@pytest.mark.parametrize("path", ["/area/messaggi/", "/area/notifiche/", "/area/indirizzi/", "/area/password/"])
def test_every_page_of_the_area_has_its_menu_and_the_way_back(ada: Any, path: str) -> None:
    confirm(ada)
    page = ada.get(path).content.decode()
    assert 'class="cl-area-menu"' in page and 'aria-current="page"' in page
    assert '<a href="/area/">Area personale</a>' in page


def test_who_reads_by_a_signed_link_is_offered_no_area(milano: Any, client_of: Callable[[object], Client]) -> None:
    page = client_of(milano).get(wishes_path("ospite@example.org")).content.decode()
    assert "Quali messaggi ricevere" in page and "cl-area-menu" not in page


def test_a_session_is_named_as_people_name_it(ada: Any) -> None:
    agent = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Safari/604.1"
    UserSession.objects.update(user_agent=agent)
    page = ada.get("/area/sessioni/").content.decode()
    assert "Safari su iPhone" in page and "Mozilla" not in page
