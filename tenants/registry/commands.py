"""What commands that go from city to city share: one active city by its name, or all of them. Owns no command."""

from abc import ABC, abstractmethod
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django_tenants.utils import schema_context

from tenants.registry import selectors
from tenants.registry.models import Tenant

ALL = "all"


def refused(message: str) -> CommandError:
    """Return the error of a command that was asked for something that it cannot do."""
    return CommandError(message, returncode=2)


class CityCommand(BaseCommand, ABC):
    """Takes `--city`."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", default=ALL, metavar="SLUG", help=f"una città attiva, o «{ALL}» (predefinito)")

    def cities(self, asked: str) -> list[Tenant]:
        """Return the active cities that are asked for; raises CommandError when none has that name."""
        found = [each for each in selectors.list_active_cities() if asked in (ALL, each.slug)]
        if not found and asked != ALL:
            raise refused(f"Nessuna città attiva si chiama «{asked}».")
        return found


class CityCount(CityCommand):
    """Does something in each city and prints how many it was."""

    @abstractmethod
    def count(self) -> int:
        """Do it in the current city."""

    def handle(self, *_args: object, **options: Any) -> None:
        for city in self.cities(options["city"]):
            with schema_context(city.schema_name):
                count = self.count()
            self.stdout.write(f"{city.slug}: {count}")
