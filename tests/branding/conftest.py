"""The look's desk of Milano, and a DNS of our own."""

from collections.abc import Iterator

import pytest

from apps.people import services as people
from apps.people.roles import Role
from tests.branding.dns_server import DnsServer
from tests.factories.city import NOW

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def signed_in(milano, client_of):
    """Return a client of a person with some roles."""

    def enter(*roles: Role):
        email = f"{'-'.join(roles) or 'nessuno'}@example.org"
        people.create_user(email=email, name="Prova", password=PASSWORD, roles=list(roles), now=NOW, actor="test")
        client = client_of(milano)
        answer = client.post("/gestione/accedi/", {"username": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.content.decode()
        return client

    return enter


@pytest.fixture
def desk(signed_in):
    """A client of who decides how the portal looks."""
    return signed_in(Role.COMMUNICATIONS)


@pytest.fixture
def name_server(settings) -> Iterator[DnsServer]:
    """A DNS on loopback, the only one that the product asks."""
    with DnsServer() as server:
        settings.DOMAIN_RESOLVERS = [server.address]
        yield server
