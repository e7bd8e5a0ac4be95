"""Proves the ledger of one active city or of all of them; decides nothing, changes nothing."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from apps.ledger import selectors as ledger
from tenants.registry import selectors as registry

ALL = "all"


class Command(BaseCommand):
    """Prints a line per finding and one per city; exit status 1 when there is a finding, 2 for an unknown city."""

    help = "Ricalcola i conti di una città, o di tutte, dai loro movimenti."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", default=ALL, metavar="SLUG", help=f"una città attiva, o «{ALL}» (predefinito)")

    def handle(self, *_args: object, **options: str) -> None:
        city = options["city"]
        cities = [tenant for tenant in registry.list_active_cities() if city in (ALL, tenant.slug)]
        if not cities and city != ALL:
            raise CommandError(f"Nessuna città attiva si chiama «{city}».", returncode=2)
        found = sum(self._verify(tenant.slug, tenant.schema_name) for tenant in cities)
        if found:
            raise CommandError(f"Il registro non torna: problemi trovati: {found}.", returncode=1)

    def _verify(self, slug: str, schema_name: str) -> int:
        with schema_context(schema_name):
            findings = ledger.verify()
        for finding in findings:
            self.stdout.write(f"{slug}: {finding.code}: {finding.message}")
        self.stdout.write(f"{slug}: {'non torna' if findings else 'il registro torna'}")
        return len(findings)
