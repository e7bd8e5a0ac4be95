"""Suspending and reactivating a city, with a reason that stays; a new invitation for its first officer."""

from datetime import datetime

from django.db import transaction
from django_tenants.utils import tenant_context

from apps.kernel import states
from apps.kernel.errors import DomainError
from apps.people import selectors as people
from tenants.onboarding import invitations
from tenants.onboarding.models import OnboardingRequest, TenantEvent
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.registry.states import TRANSITIONS, TenantState

_LIFE = {state: TRANSITIONS[state] for state in (TenantState.ACTIVE, TenantState.SUSPENDED)}


class ReasonMissing(DomainError):
    """A city is not suspended without saying why."""

    code = "reason_missing"


def suspend_city(*, tenant_id: int, reason: str, actor: str, now: datetime) -> None:
    """Stop a city: a clear page, no writes, no due work; raises ReasonMissing and ForbiddenTransition."""
    if not reason.strip():
        raise ReasonMissing("Scrivi il motivo della sospensione.")
    _change(tenant_id, TenantState.SUSPENDED, "suspended", reason.strip(), actor, now)


def reactivate_city(*, tenant_id: int, actor: str, now: datetime) -> None:
    """Let a suspended city be reached again; raises ForbiddenTransition."""
    _change(tenant_id, TenantState.ACTIVE, "reactivated", "", actor, now)


@transaction.atomic
def invite_again(*, tenant_id: int, actor: str, now: datetime) -> str:
    """Return a new address at which the first officer chooses a password; it is shown, not sent."""
    tenant = registry.get_city(tenant_id)
    email = OnboardingRequest.objects.get(tenant_id=tenant_id).officer_email
    TenantEvent.objects.create(tenant=tenant, at=now, actor=actor, verb="invited", reason=email)
    with tenant_context(tenant):
        user = next(user for user in people.list_users() if user.email == email)
        return registry.portal_origin() + invitations.path_for(user)


@transaction.atomic
def _change(tenant_id: int, target: TenantState, verb: str, reason: str, actor: str, now: datetime) -> None:
    tenant = registry.lock_city(tenant_id)
    registry_services.set_state(tenant=tenant, state=states.advance(_LIFE, TenantState(tenant.state), target))
    TenantEvent.objects.create(tenant=tenant, at=now, actor=actor, verb=verb, reason=reason)
