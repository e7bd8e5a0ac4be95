"""Gives every test the fixtures of the harness, and refuses to run without its servers."""

import pytest
from hypothesis import HealthCheck, settings

from tests.harness.fixtures import *  # noqa: F403
from tests.harness.people import *  # noqa: F403
from tests.harness.post import *  # noqa: F403
from tests.harness.running import *  # noqa: F403
from tests.harness.stripe import *  # noqa: F403

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


def pytest_configure(config: pytest.Config) -> None:
    """Say what is missing when somebody runs pytest with other settings."""
    if not config.pluginmanager.hasplugin("tests.harness.plugin"):
        raise pytest.UsageError("add `-p tests.harness.plugin`: servers and settings of the tests come from there")
