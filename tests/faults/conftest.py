"""A whole Colletta of real processes, with a database server of its own that a test may kill."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.live import Live, started
from tests.harness.session import Session


@pytest.fixture
def live(test_run: Session, django_db_blocker: Any, settings: Any, tmp_path: Path) -> Iterator[Live]:
    """Everything running on a copy of the cities; this process writes and reads there too."""
    with django_db_blocker.unblock(), started(tmp_path, settings) as live:
        yield live
