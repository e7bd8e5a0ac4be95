"""The first steps: schema, seeds, colours, domain."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django_tenants.utils import tenant_context

from apps.branding.rules import document
from tenants.fleet import services as fleet
from tenants.onboarding.steps.base import StepFailed, Subject
from tenants.registry import services as registry

_HOW = {
    "existing": "L'archivio c'era già.",
    "spare": "Archivio preso da quelli di scorta.",
    "template": "Archivio creato dal modello.",
}


def make_schema(subject: Subject) -> str:
    """Make the city's schema; raises SchemaNotReady."""
    return _HOW[fleet.provide_schema(schema_name=subject.tenant.schema_name, now=subject.now)]


def plant_seeds(subject: Subject) -> str:
    """Let every app write what a new city needs of it: its module `provision`, function `provision(now)`."""
    done = []
    with tenant_context(subject.tenant):
        for config in apps.get_app_configs():
            if find_spec(f"{config.name}.provision"):
                import_module(f"{config.name}.provision").provision(now=subject.now)
                done.append(config.label)
    return f"Dati iniziali di: {', '.join(done)}." if done else "Nessun dato iniziale."


def check_theme(subject: Subject) -> str:
    """Check that the city's colour is readable wherever the portal uses it; raises StepFailed."""
    colour = subject.tenant.primary_colour
    wrong = document.primary_problems(colour)
    if wrong:
        raise StepFailed(f"{colour}: {wrong[0].message}")
    return f"{colour} si legge in tutti gli usi del portale."


def add_domain(subject: Subject) -> str:
    """Make the city answer on its host; raises StepFailed when another answers there."""
    try:
        registry.add_domain(tenant=subject.tenant, domain=subject.request.domain)
    except registry.DomainTaken:
        raise StepFailed(f"Il dominio {subject.request.domain} è già di un altro Comune.") from None
    return f"Risponde su {subject.request.domain}."
