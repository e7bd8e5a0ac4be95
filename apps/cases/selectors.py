"""Reads of cases."""

from datetime import datetime

from django.db.models import QuerySet

from apps.cases.models import Case
from apps.cases.states import CaseKind, CaseState
from apps.kernel.errors import DomainError


class CaseNotFound(DomainError):
    """No such case in this city."""

    code = "case_not_found"
    status = 404


def get_case(case_id: int) -> Case:
    """Return a case; raises CaseNotFound."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise CaseNotFound("Questo caso non esiste.")
    return case


def find_case(kind: CaseKind, key: str) -> Case | None:
    """Return the case of a kind and key, or None."""
    return Case.objects.filter(kind=kind, key=key).first()


def find_cases(
    *, state: CaseState | None = None, kind: CaseKind | None = None, opened_before: datetime | None = None
) -> QuerySet[Case]:
    """Return cases, oldest first; lazy, so that a page of them is read."""
    cases = Case.objects.order_by("opened_at", "pk")
    if opened_before is not None:
        cases = cases.filter(opened_at__lt=opened_before)
    if state is not None:
        cases = cases.filter(state=state)
    return cases.filter(kind=kind) if kind is not None else cases


def list_open(kind: CaseKind | None = None) -> list[Case]:
    """Return the open cases, oldest first."""
    return list(find_cases(state=CaseState.OPEN, kind=kind))


def count_open() -> int:
    """Return how many cases wait for somebody."""
    return Case.objects.filter(state=CaseState.OPEN).count()
