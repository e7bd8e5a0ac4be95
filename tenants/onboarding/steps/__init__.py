"""STEPS: what makes a city live, in order. Each runs again safely; what it did is a sentence in Italian."""

from tenants.onboarding.steps.base import Step, StepFailed, Subject
from tenants.onboarding.steps.city import add_domain, check_theme, make_schema, plant_seeds
from tenants.onboarding.steps.live import activate, check_home, create_officer, invite_officer

STEPS: tuple[Step, ...] = (
    Step("schema", "Archivio dei dati", make_schema),
    Step("seeds", "Dati iniziali", plant_seeds),
    Step("theme", "Colori e contrasto", check_theme),
    Step("domain", "Dominio", add_domain),
    Step("officer", "Primo funzionario", create_officer),
    Step("smoke", "Prova della pagina iniziale", check_home),
    Step("activation", "Attivazione", activate),
    Step("invitation", "Invito al primo funzionario", invite_officer),
)

__all__ = ["STEPS", "Step", "StepFailed", "Subject"]
