"""Every race happens in Milano, committed, in a database of its own."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django_tenants.utils import schema_context

from tests.harness.fresh import FreshDatabase

SCHEMA = "c_milano"


@pytest.fixture(autouse=True)
def milano_committed(fresh_database: FreshDatabase) -> Iterator[None]:
    """Milano, entered; what is written is committed."""
    with schema_context(SCHEMA):
        yield


@pytest.fixture
def together(fresh_database: FreshDatabase) -> Callable[..., list[Any]]:
    """Run jobs at the same time in Milano, each in a thread and a connection of its own; return results or errors."""

    def in_milano(job: Callable[[], Any]) -> Any:
        with schema_context(SCHEMA):
            return job()

    return lambda *jobs: fresh_database.together(*(partial(in_milano, job) for job in jobs))
