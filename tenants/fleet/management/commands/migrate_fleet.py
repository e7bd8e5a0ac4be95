"""manage.py migrate_fleet: bring every schema up to date."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from apps.kernel import clock
from tenants.fleet import services


class Command(BaseCommand):
    """Public, template, then every city that lacks a migration or a privilege."""

    help = "Aggiorna lo schema pubblico, il modello e i comuni rimasti indietro; ripetuto, riprende."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of spares to make at the end."""
        parser.add_argument("--spares", action="store_true", help="prepara anche gli schemi di scorta")

    def handle(self, *args: Any, **options: Any) -> None:
        """Show the progress; exit with an error when a city could not be brought up to date."""
        self._require_owner()
        report = services.migrate_fleet(clock=clock.now, say=self.stdout.write)
        if options["spares"]:
            self.stdout.write(f"scorte preparate: {services.refill_spares(now=clock.now())}")
        if report.failed:
            raise CommandError(f"{len(report.failed)} comuni non aggiornati: {', '.join(sorted(report.failed))}")

    def _require_owner(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
            (may_create,) = cursor.fetchone()
        if not may_create:
            raise CommandError("Serve il ruolo che possiede gli schemi: esegui con DATABASE_ROLE=owner.")
