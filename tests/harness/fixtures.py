"""The fixtures of every test. City names are those of `build.CITIES`."""

from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.test import Client

from tests.harness import plugin
from tests.harness.client import TenantClient
from tests.harness.fresh import FreshDatabase
from tests.harness.moment import Clock
from tests.harness.session import Session

__all__ = [
    "_clean_cache",
    "city",
    "client_of",
    "clock",
    "django_db_setup",
    "fresh_database",
    "milano",
    "owner_connection",
    "public",
    "test_run",
    "venezia",
]


@pytest.fixture(scope="session")
def test_run() -> Session:
    """The run, with its servers up."""
    plugin.start_servers()
    return plugin.RUN


@pytest.fixture(scope="session")
def django_db_setup(test_run: Session, django_test_environment: None) -> Iterator[None]:
    """This process's own database: a copy of the one with the cities, served under the serving role."""
    from django.db import connections

    test_run.postgres.clone("base", test_run.database)
    yield
    connections.close_all()


@pytest.fixture(autouse=True)
def _clean_cache(request: pytest.FixtureRequest) -> None:
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        from django.core.cache import cache
        from django.db import connection

        from tenants.registry import hosts

        request.getfixturevalue("test_run")
        connection.set_schema_to_public()
        cache.clear()
        hosts.forget()


@pytest.fixture
def city(db: None) -> Callable[[str], object]:
    """Return a city by its slug, without entering it."""
    from tenants.registry.models import Tenant

    return lambda slug: Tenant.objects.get(slug=slug)


@pytest.fixture
def milano(city: Callable[[str], object]) -> Iterator[object]:
    """Milano, entered."""
    yield from _inside(city("milano"))


@pytest.fixture
def venezia(city: Callable[[str], object]) -> Iterator[object]:
    """Venezia, entered."""
    yield from _inside(city("venezia"))


@pytest.fixture
def public(city: Callable[[str], object]) -> Iterator[object]:
    """The national tenant, in the public schema, entered."""
    yield from _inside(city("nazionale"))


@pytest.fixture
def client_of(db: None) -> Callable[..., Client]:
    """Return a browser-like client on a tenant's host; after each request the test is in the tenant it was in."""
    return TenantClient


@pytest.fixture
def owner_connection(test_run: Session, django_db_setup: None) -> Iterator[psycopg.Connection]:
    """A connection as the schemas' owner, rolled back at the end; it does not see what the test has not committed."""
    url = test_run.postgres.owner_url(test_run.database)
    with psycopg.connect(url, options="-c lock_timeout=3s") as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def fresh_database(
    request: pytest.FixtureRequest, test_run: Session, django_db_blocker: object, monkeypatch: pytest.MonkeyPatch
) -> Iterator[FreshDatabase]:
    """A database of this test's own, in which it commits from threads and processes; dropped at the end."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        raise pytest.UsageError(f"{request.node.nodeid}: `fresh_database` is used without `db` or the city fixtures")
    fresh = FreshDatabase(test_run)
    for name, value in fresh.environment.items():
        monkeypatch.setenv(name, value)
    with django_db_blocker.unblock(), fresh.served():  # type: ignore[attr-defined]
        yield fresh


@pytest.fixture
def clock(test_run: Session) -> Iterator[Clock]:
    """The clock of settings, movable; back at the machine's instant at the end."""
    clock = Clock()
    yield clock
    clock.reset()


def _inside(tenant: object) -> Iterator[object]:
    from django_tenants.utils import tenant_context

    with tenant_context(tenant):
        yield tenant
