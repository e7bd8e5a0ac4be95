"""Reads of onboarding: what the console and the command show."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tenants.onboarding.models import OnboardingRequest, OnboardingStep, TenantEvent
from tenants.onboarding.states import LABELS, StepState
from tenants.onboarding.steps import STEPS
from tenants.registry import selectors as registry


@dataclass(frozen=True)
class StepLine:
    """A step as people see it."""

    label: str
    state: str
    state_label: str
    finished_at: datetime | None
    text: str


def get_request(tenant_id: int) -> OnboardingRequest | None:
    """Return what was asked for a city, or None when it was not made by onboarding."""
    return OnboardingRequest.objects.filter(tenant_id=tenant_id).first()


def step_lines(tenant_id: int) -> list[StepLine]:
    """Return every step of a city, in order, with its state."""
    rows = {row.step: row for row in OnboardingStep.objects.filter(tenant_id=tenant_id)}
    return [_line(step.label, rows.get(step.name)) for step in STEPS]


def list_cities_with_progress() -> list[tuple[Any, int, int]]:
    """Return every city with how many steps are done and how many there are, in two queries."""
    done: dict[int, int] = {}
    for tenant_id in OnboardingStep.objects.filter(state=StepState.DONE).values_list("tenant_id", flat=True):
        done[tenant_id] = done.get(tenant_id, 0) + 1
    return [(city, done.get(city.pk, 0), len(STEPS)) for city in registry.list_cities()]


def list_events(tenant_id: int) -> list[TenantEvent]:
    """Return what was done to a city, newest first."""
    return list(TenantEvent.objects.filter(tenant_id=tenant_id).order_by("-at", "-pk"))


def _line(label: str, row: OnboardingStep | None) -> StepLine:
    state = StepState(row.state) if row else None
    return StepLine(
        label=label,
        state=state or "todo",
        state_label=LABELS[state],
        finished_at=row.finished_at if row else None,
        text=(row.error or row.outcome) if row else "",
    )
