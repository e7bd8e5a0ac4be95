"""The first steps: schema, seeds, colours, domain."""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django_tenants.utils import tenant_context

from apps.kernel import colours
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
    """Check that text in the city's colour is readable on white; raises StepFailed."""
    colour = subject.tenant.primary_colour
    ratio = f"{colours.contrast_on_white(colour):.1f}".replace(".", ",")
    if not colours.passes_on_white(colour):
        raise StepFailed(f"Il contrasto di {colour} con il bianco è {ratio}:1; serve almeno 4,5:1.")
    return f"Contrasto {ratio}:1."


def add_domain(subject: Subject) -> str:
    """Make the city answer on its host; raises StepFailed when another answers there."""
    try:
        registry.add_domain(tenant=subject.tenant, domain=subject.request.domain)
    except registry.DomainTaken:
        raise StepFailed(f"Il dominio {subject.request.domain} è già di un altro Comune.") from None
    return f"Risponde su {subject.request.domain}."
