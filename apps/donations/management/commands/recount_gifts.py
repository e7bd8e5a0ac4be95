"""`manage.py recount_gifts`: what gifts sum to, counted anew where `verify_ledger` finds it wrong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from apps.donations import services
from tenants.registry import selectors as registry

ALL = "all"


class Command(BaseCommand):
    """Prints how many campaigns each city had wrong; needed after something wrote gifts past the services."""

    help = "Ricalcola le somme delle donazioni dove sono sbagliate, in una città o in tutte."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", default=ALL, metavar="SLUG", help=f"una città attiva, o «{ALL}» (predefinito)")

    def handle(self, *_args: object, **options: Any) -> None:
        cities = [each for each in registry.list_active_cities() if options["city"] in (ALL, each.slug)]
        if not cities and options["city"] != ALL:
            raise CommandError(f"Nessuna città attiva si chiama «{options['city']}».", returncode=2)
        for city in cities:
            with schema_context(city.schema_name):
                count = len(services.recount_gifts())
            self.stdout.write(f"{city.slug}: {count}")
