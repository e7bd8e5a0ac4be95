"""Brings the catalogues of messages up to date with the code and the templates."""

from typing import Any

from django.core.management.base import BaseCommand

from colletta import env
from colletta.language import catalogs


class Command(BaseCommand):
    help = "Collect the messages of code and templates into the catalogues; says how many each language lacks."
    requires_system_checks: list[str] = []

    def handle(self, *_: Any, **__: Any) -> None:
        """Update every catalogue: new messages arrive empty, those that are gone go."""
        wanted = catalogs.collect(env.REPOSITORY)
        for language in catalogs.TRANSLATED:
            catalog = catalogs.read(env.REPOSITORY, language)
            catalog.update(wanted, no_fuzzy_matching=True, update_creation_date=False)
            catalog.obsolete.clear()
            catalogs.write(env.REPOSITORY, language, catalog)
            lacking = len(catalogs.missing(catalog, wanted))
            self.stdout.write(f"{language}: {len(wanted)} messages, {lacking} to translate")
