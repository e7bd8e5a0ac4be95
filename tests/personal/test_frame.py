"""The doors of the personal area stand in the city's frame, although a package draws their forms."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

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
