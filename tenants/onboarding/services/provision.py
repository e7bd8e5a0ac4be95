"""Running the steps: those that are done are passed over, the first that fails stops the run and is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from apps.kernel import clock, states
from apps.kernel.errors import DomainError
from tenants.onboarding.models import OnboardingRequest, OnboardingStep
from tenants.onboarding.states import StepState
from tenants.onboarding.steps import STEPS, Step, Subject
from tenants.registry import schema
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.registry.states import TRANSITIONS, TenantState

_LOCK = 20_260_103
Report = Callable[[Step, OnboardingStep], None]


class OnboardingFailed(DomainError):
    """A step did not succeed, or another process is running the steps; run again, they resume there."""

    code = "onboarding_failed"
    status = 409


def provision_city(*, tenant_id: int, now: datetime, report: Report) -> None:
    """Run the steps of a city that are not done, in order, telling `report` of each; raises OnboardingFailed."""
    tenant = registry.get_city(tenant_id)
    request = OnboardingRequest.objects.get(tenant_id=tenant_id)
    with _alone(tenant_id):
        if tenant.state == TenantState.REQUESTED:
            state = states.advance(TRANSITIONS, TenantState(tenant.state), TenantState.PROVISIONING)
            registry_services.set_state(tenant=tenant, state=state)
        done = {row.step: row for row in OnboardingStep.objects.filter(tenant_id=tenant_id, state=StepState.DONE)}
        for step in STEPS:
            row = done.get(step.name) or _run(step, Subject(tenant, request, now))
            report(step, row)
            if row.state == StepState.FAILED:
                raise OnboardingFailed(f"{step.label}: {row.error}", step=step.name)


def provision_due(*, key: str, now: datetime) -> None:
    """Run the steps of a city from the agenda; a failure stays on its step, for an operator to resume."""
    try:
        provision_city(tenant_id=int(key), now=now, report=lambda step, row: None)
    except OnboardingFailed:
        return


def _run(step: Step, subject: Subject) -> OnboardingStep:
    """Do one step and keep how it went: any error is the operator's to read, so all are caught."""
    row = _keep(step, subject, StepState.RUNNING, started_at=clock.now(), finished_at=None)
    try:
        with transaction.atomic():
            outcome, error, state = step.run(subject)[:200], "", StepState.DONE
    except DomainError as failure:
        outcome, error, state = "", failure.message, StepState.FAILED
    except Exception as failure:
        outcome, error, state = "", f"{type(failure).__name__}: {failure}"[:2000], StepState.FAILED
    finally:
        schema.leave()
    return _keep(step, subject, state, started_at=row.started_at, finished_at=clock.now(), outcome=outcome, error=error)


def _keep(step: Step, subject: Subject, state: StepState, **values: Any) -> OnboardingStep:
    row = OnboardingStep(tenant=subject.tenant, step=step.name, state=state, **values)
    OnboardingStep.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["tenant", "step"],
        update_fields=["state", "started_at", "finished_at", "outcome", "error"],
    )
    return row


@contextmanager
def _alone(tenant_id: int) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_LOCK, tenant_id])
        if cursor.fetchone() != (True,):
            raise OnboardingFailed("I passi di questo Comune sono già in corso.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [_LOCK, tenant_id])
