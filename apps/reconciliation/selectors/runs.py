"""What earlier runs looked at and found."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from apps.cases import selectors as cases
from apps.cases.states import CaseKind
from apps.reconciliation.models import ReconciliationFinding, ReconciliationRun
from apps.reconciliation.states import RunState, Scope

if TYPE_CHECKING:
    from apps.cases.models import Case

LEDGER = "ledger"
BANK = "bank:"
"""The account of a run that proved the ledger's own sums and chain."""

_LOOKED = (RunState.AGREES, RunState.DIFFERS)


def last_run(account: str) -> ReconciliationRun | None:
    """Return the latest run that looked at an account to the end, or None."""
    return ReconciliationRun.objects.filter(account=account, state__in=_LOOKED).order_by("-started_at").first()


def latest_full_run(account: str) -> ReconciliationRun | None:
    """Return the latest run that looked at every movement of an account, or None."""
    runs = ReconciliationRun.objects.filter(account=account, state__in=_LOOKED, scope=Scope.FULL)
    return runs.order_by("-started_at").first()


def latest_runs() -> list[ReconciliationRun]:
    """Return the latest run of each account, whatever became of it, by account."""
    return list(ReconciliationRun.objects.order_by("account", "-started_at", "-pk").distinct("account"))


def find_runs(*, account: str = "", state: str = "") -> QuerySet[ReconciliationRun]:
    """Return the runs of an account or with an outcome, latest first; lazy, so that a page of them is read."""
    found = ReconciliationRun.objects.order_by("-started_at", "-pk")
    if account:
        found = found.filter(account=account)
    return found.filter(state=state) if state else found


def list_findings(run_id: int) -> list[ReconciliationFinding]:
    """Return what a run found, by key."""
    return list(ReconciliationFinding.objects.filter(run_id=run_id).order_by("key", "code"))


def list_open_cases(account: str | None = None) -> "list[Case]":
    """Return the open cases of the reconciliation, of one account or all, oldest first."""
    found = cases.list_open(CaseKind.RECONCILIATION)
    return [case for case in found if account is None or case.data.get("account") == account]
