"""People of the office, signed in on Milano's host."""

from collections.abc import Callable

import pytest
from django.test import Client

__all__ = ["signed_in"]

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def signed_in(milano: object, client_of: Callable[..., Client]) -> Callable[..., Client]:
    """Return a client of a person with some roles."""
    from apps.people import services as people
    from tests.factories.city import NOW

    def enter(*roles: str) -> Client:
        email = f"{'-'.join(roles) or 'nessuno'}@example.org"
        people.create_user(email=email, name="Prova", password=PASSWORD, roles=list(roles), now=NOW, actor="test")
        client = client_of(milano)
        answer = client.post("/gestione/accedi/", {"username": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return enter
