"""A database of one test's own, for tests that commit: races, workers, several processes."""

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from threading import Barrier
from typing import Any

from tests.harness import locks
from tests.harness.session import Session

_MANY = 20


class FreshDatabase:
    """A copy of the database with the cities. Threads use Django as ever; processes get `environment`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name = f"fresh_{secrets.token_hex(6)}"
        self.environment = session.environment(self.name)
        self.app_url = session.postgres.app_url(self.name)
        self.owner_url = session.postgres.owner_url(self.name)

    @contextmanager
    def served(self) -> Iterator[None]:
        """Make Django's default connection, in every thread, one to this database; drop it at the end.

        Cache and broker are emptied: what other tests sent to workers that were not there must not count.
        """
        from django.conf import settings
        from django.core.cache import cache
        from django.db import connections
        from django.test import override_settings

        self._session.postgres.clone("base", self.name)
        before = settings.DATABASES["default"]["NAME"]
        cache.clear()
        try:
            with override_settings(FLEET_OWNER_URL=self.owner_url):
                _point_at(self.name)
                yield
        finally:
            _point_at(before)
            self._session.postgres.drop(self.name)
            connections.close_all()

    def together(self, *jobs: Callable[[], Any]) -> list[Any]:
        """Run the jobs at the same time, a thread and a connection each; return what each returned or raised.

        One crowd at a time, of all the run's workers: the server has connections for one.
        """
        barrier = Barrier(len(jobs))
        alone = locks.exclusive(self._session.folder / "crowd") if len(jobs) > _MANY else nullcontext()
        with alone, ThreadPoolExecutor(len(jobs)) as pool:
            return list(pool.map(lambda job: _in_thread(job, barrier), jobs))


def _in_thread(job: Callable[[], Any], barrier: Barrier) -> Any:
    from django.db import connection, connections

    connection.ensure_connection()
    barrier.wait(60)
    try:
        return job()
    except Exception as error:
        return error
    finally:
        connections.close_all()


def _point_at(name: str) -> None:
    from django.db import connections

    from tenants.registry import hosts

    hosts.forget()
    connections.close_all()
    connections.settings["default"]["NAME"] = name
    connections["default"].settings_dict["NAME"] = name
    connections["default"].set_schema_to_public()
