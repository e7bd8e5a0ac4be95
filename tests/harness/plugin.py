"""The harness as a pytest plugin (`-p tests.harness.plugin`): it is loaded before Django's settings are read.

Begins the test run and sets its environment; starts and stops its servers. The fixtures come from `tests/conftest.py`.
"""

import os

import pytest
from xdist.scheduler import LoadScopeScheduling

from colletta import env
from colletta.language import catalogs
from tests.harness.cluster import BuildFailed
from tests.harness.session import open_session

TOGETHER = ("tests/browser/", "tests/rehearsal/test_editions.py")
RUN = open_session()
os.environ.update(RUN.environment(RUN.database))
if "PYTEST_XDIST_WORKER" not in os.environ:
    catalogs.compile_whole(env.REPOSITORY, env.build_folder() / "locale")


def start_servers() -> None:
    """Start the run's servers; a code that cannot make its cities ends the run with the reason."""
    try:
        RUN.start()
    except BuildFailed as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.INTERNAL_ERROR)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Start the servers before xdist starts its workers; without workers, the first test that needs them does."""
    if session.config.pluginmanager.hasplugin("dsession"):
        start_servers()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests that would empty the tables by TRUNCATE: the serving role may not."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        names = {"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ()))
        if names or (marker and (marker.kwargs.get("transaction") or marker.args[:1] == (True,))):
            raise pytest.UsageError(
                f"{item.nodeid}: a test that commits uses the fixture `fresh_database` (its own database, dropped at "
                "the end); transaction=True and live_server would TRUNCATE, which the serving role may not do."
            )


class MadeOnce(LoadScopeScheduling):
    """Gives each test to the next free worker; those that share something slow, the told demo or a replay, to one."""

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> MadeOnce:
    """Share the tests out by `MadeOnce`."""
    return MadeOnce(config, log)


def pytest_unconfigure() -> None:
    """Stop the servers and remove the run's folder."""
    RUN.stop()
