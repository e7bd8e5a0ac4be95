"""`manage.py preview_outcome`: what would happen if a campaign ended now, or were cancelled; nothing is written."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.kernel.money import format_euro
from apps.matching import services as matching
from apps.matching.services import Preview
from tenants.registry import selectors as registry

TRANSLATED = {"funded": "finanziata", "not_funded": "non finanziata", "cancelled": "annullata"}


class Command(BaseCommand):
    """Prints gifts, ways of refund, fees, what returns to the pool and who gets it."""

    help = "Che cosa succede se la campagna finisce ora (o se viene annullata): una prova, non cambia nulla."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", required=True, metavar="SLUG")
        parser.add_argument("campaign", metavar="CAMPAGNA", help="il nome breve della campagna")
        parser.add_argument("--cancel", action="store_true", help="come se fosse annullata per una causa")
        parser.add_argument("--json", action="store_true", help="scrive un solo oggetto JSON")

    def handle(self, *_args: object, **options: Any) -> None:
        cities = [city for city in registry.list_active_cities() if city.slug == options["city"]]
        if not cities:
            raise CommandError(f"Nessuna città attiva si chiama «{options['city']}».", returncode=2)
        preview_of = matching.preview_cancellation if options["cancel"] else matching.preview_outcome
        with schema_context(cities[0].schema_name):
            try:
                campaign = campaigns.get_public_campaign(options["campaign"])
                preview = preview_of(campaign_id=campaign.pk, now=clock.now())
            except DomainError as error:
                raise CommandError(error.message, returncode=1) from error
        if options["json"]:
            self.stdout.write(json.dumps(asdict(preview), ensure_ascii=False))
        else:
            self._tell(preview)

    def _tell(self, preview: Preview) -> None:
        heaps = {
            "donazioni che tornano ai donatori": preview.refunds,
            "  sulla carta": preview.to_card,
            "  con bonifico, conto noto": preview.to_known_account,
            "  con bonifico, IBAN da chiedere": preview.to_ask,
            "ferme per una contestazione": preview.disputed,
            "iniziate o annunciate": preview.undecided,
        }
        self.stdout.write(f"esito: {TRANSLATED.get(preview.state, preview.state)}")
        for label, heap in heaps.items():
            self.stdout.write(f"{label}: {heap.count}, {format_euro(heap.cents)}")
        self.stdout.write(f"commissioni perse ({preview.fee_bearer}): {format_euro(preview.fees_cents)}")
        self.stdout.write(f"cofinanziamento: {format_euro(preview.granted_cents)}")
        self.stdout.write(f"torna alla dotazione: {format_euro(preview.returned_cents)}")
        for each in preview.served:
            self.stdout.write(f"  alla lista d'attesa, «{each.title}»: {format_euro(each.cents)}")
