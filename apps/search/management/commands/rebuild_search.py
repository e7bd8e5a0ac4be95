"""`manage.py rebuild_search`: the search index built again, city by city."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from apps.search import services
from tenants.registry import selectors as registry

ALL = "all"


class Command(BaseCommand):
    """Prints how many entries each city has; needed after a change of what is indexed, never in normal life."""

    help = "Ricostruisce l'indice della ricerca di una città, o di tutte."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", default=ALL, metavar="SLUG", help=f"una città attiva, o «{ALL}» (predefinito)")

    def handle(self, *_args: object, **options: Any) -> None:
        cities = [each for each in registry.list_active_cities() if options["city"] in (ALL, each.slug)]
        if not cities and options["city"] != ALL:
            raise CommandError(f"Nessuna città attiva si chiama «{options['city']}».", returncode=2)
        for city in cities:
            with schema_context(city.schema_name):
                count = services.rebuild()
            self.stdout.write(f"{city.slug}: {count}")
