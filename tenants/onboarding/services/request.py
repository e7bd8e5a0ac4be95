"""Asking for a new city: every check at once, then the rows."""

from dataclasses import astuple, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from apps.kernel.errors import DomainError
from tenants.fleet import selectors as fleet
from tenants.onboarding import rules
from tenants.onboarding.models import OnboardingRequest, TenantEvent
from tenants.onboarding.rules import CityRequest, Problem
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services

PROVISION_KIND = "city.provision"


class InvalidRequest(DomainError):
    """The request has problems; `problems` names the field and the sentence of each."""

    code = "invalid_city_request"

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems), problems=[astuple(p) for p in problems])
        self.problems = problems


@transaction.atomic
def request_city(*, request: CityRequest, is_demo: bool, actor: str, now: datetime) -> Any:
    """Write a city that was asked for and return its tenant; nothing answers for it yet. Raises InvalidRequest."""
    request = _cleaned(request)
    problems = rules.problems(request) or _taken(request)
    if problems:
        raise InvalidRequest(problems)
    tenant = registry_services.create_city(
        name=request.name,
        slug=request.slug,
        schema_name=rules.schema_name_of(request.slug),
        istat_code=request.istat_code,
        primary_colour=request.primary_colour,
        is_demo=is_demo,
        now=now,
    )
    OnboardingRequest.objects.create(
        tenant=tenant,
        domain=request.domain,
        officer_email=request.officer_email,
        officer_name=request.officer_name,
        requested_by=actor,
        requested_at=now,
    )
    TenantEvent.objects.create(tenant=tenant, at=now, actor=actor, verb="requested")
    return tenant


def start_provisioning(*, tenant_id: int, now: datetime) -> None:
    """Owe the steps of a city: a worker runs those that are not done."""
    registry_services.put_on_agenda(kind=PROVISION_KIND, key=str(tenant_id), due_at=now, now=now)


def _cleaned(request: CityRequest) -> CityRequest:
    return replace(
        request,
        name=request.name.strip(),
        slug=request.slug.strip(),
        istat_code=request.istat_code.strip(),
        domain=request.domain.strip().lower().rstrip("."),
        primary_colour=request.primary_colour.strip().lower(),
        officer_email=request.officer_email.strip().lower(),
        officer_name=request.officer_name.strip(),
    )


def _taken(request: CityRequest) -> list[Problem]:
    schema_name = rules.schema_name_of(request.slug)
    domain_is_asked = OnboardingRequest.objects.filter(domain=request.domain).exists()
    found = []
    if registry.is_slug_taken(request.slug):
        found.append(Problem("slug", f"C'è già un Comune con il nome breve «{request.slug}»."))
    elif registry.is_schema_name_taken(schema_name) or fleet.has_schema(schema_name):
        found.append(Problem("slug", f"L'archivio «{schema_name}» esiste già: scegli un altro nome breve."))
    if domain_is_asked or registry.is_domain_taken(request.domain):
        found.append(Problem("domain", f"Il dominio «{request.domain}» è già usato."))
    return found
