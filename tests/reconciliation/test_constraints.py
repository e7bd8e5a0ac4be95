"""Rows that no run can leave behind."""

from datetime import UTC, datetime
from typing import Any

import pytest

from apps.reconciliation.models import ReconciliationFinding, ReconciliationRun
from tests.factories.constraints import refused

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
AGREED = {"account": "psp:acct_1", "scope": "full", "started_at": AT, "finished_at": AT, "state": "agrees"}


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": "guessed"}, "reconciliation_state_known"),
        ({"scope": "some"}, "reconciliation_scope_known"),
        ({"finished_at": None}, "reconciliation_finished_when"),
        ({"state": "running"}, "reconciliation_finished_when"),
        ({"difference_cents": 1}, "reconciliation_agrees_to_the_cent"),
        ({"since": AT}, "reconciliation_window_begins"),
        ({"scope": "window"}, "reconciliation_window_begins"),
    ],
)
def test_a_run_says_what_it_looked_at_and_how_it_ended(
    milano: object, changes: dict[str, Any], constraint: str
) -> None:
    ReconciliationRun.objects.create(**AGREED)
    with refused(constraint):
        ReconciliationRun.objects.create(**{**AGREED, **changes})


def test_a_run_finds_a_thing_once(milano: object) -> None:
    run = ReconciliationRun.objects.create(**AGREED)
    ReconciliationFinding.objects.create(run=run, code="differs", key="charge:1", message="x")
    with refused("reconciliation_finding_once"):
        ReconciliationFinding.objects.create(run=run, code="differs", key="charge:1", message="y")
