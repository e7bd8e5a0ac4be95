"""manage.py onboard: bring a city live, or go on where it stopped."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.kernel import clock
from tenants.onboarding import selectors, services
from tenants.onboarding.models import OnboardingStep
from tenants.onboarding.rules import CityRequest
from tenants.onboarding.steps import STEPS, Step
from tenants.registry import selectors as registry

ACTOR = "manage.py onboard"
_FIELDS = {
    "name": "--name",
    "slug": "--slug",
    "istat_code": "--istat",
    "domain": "--domain",
    "primary_colour": "--primary-colour",
    "officer_email": "--officer-email",
    "officer_name": "--officer-name",
}


class Command(BaseCommand):
    """A new city when the slug is new; the steps that are left when it is known."""

    help = "Porta in linea un Comune; ripetuto con lo stesso --slug, riprende dal passo non riuscito."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only the slug is needed to resume."""
        parser.add_argument("--slug", required=True, help="nome breve: lettere minuscole, cifre, trattini")
        parser.add_argument("--name", default="", help="nome del Comune")
        parser.add_argument("--istat", default="", help="codice ISTAT, sei cifre")
        parser.add_argument("--domain", default="", help="dominio; se manca, <slug>.<dominio nazionale>")
        parser.add_argument("--primary-colour", default="#0066cc", help="colore #rrggbb")
        parser.add_argument("--officer-email", default="", help="e-mail del primo funzionario")
        parser.add_argument("--officer-name", default="Primo funzionario", help="nome del primo funzionario")
        parser.add_argument("--demo", action="store_true", help="Comune dimostrativo")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show each step as it ends; exit with an error that names what to put right."""
        city = registry.find_city(options["slug"])
        if city is None:
            city = self._request(options)
        elif options["name"].strip() not in ("", city.name) or selectors.get_request(city.pk) is None:
            raise CommandError(f"C'è già un Comune con il nome breve «{city.slug}».")
        try:
            services.provision_city(tenant_id=city.pk, now=clock.now(), report=self._show)
        except services.OnboardingFailed as error:
            raise CommandError(f"{error.message} Ripeti il comando con --slug {city.slug} per riprendere.") from error
        self.stdout.write(self.style.SUCCESS(f"{city.name} è in linea."))

    def _request(self, options: dict[str, Any]) -> Any:
        request = CityRequest(
            name=options["name"],
            slug=options["slug"],
            istat_code=options["istat"],
            domain=options["domain"] or f"{options['slug']}.{settings.FLEET_PUBLIC_HOST}",
            primary_colour=options["primary_colour"],
            officer_email=options["officer_email"],
            officer_name=options["officer_name"],
        )
        try:
            return services.request_city(request=request, is_demo=options["demo"], actor=ACTOR, now=clock.now())
        except services.InvalidRequest as error:
            lines = [f"  {_FIELDS[problem.field]}: {problem.message}" for problem in error.problems]
            raise CommandError("\n".join(["La richiesta non va bene:", *lines])) from error

    def _show(self, step: Step, row: OnboardingStep) -> None:
        position = STEPS.index(step) + 1
        self.stdout.write(f"[{position}/{len(STEPS)}] {step.label}: {row.error or row.outcome}")
