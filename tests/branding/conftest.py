"""The look's desk of Milano, and a DNS of our own."""

from collections.abc import Iterator

import pytest

from apps.people.roles import Role
from tests.branding.dns_server import DnsServer


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
