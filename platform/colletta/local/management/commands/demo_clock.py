"""`manage.py demo_clock`: show, advance or reset the demo clock."""

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from colletta.local import clock

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


class Command(BaseCommand):
    """Move the clock of the demo, so that a person can watch a campaign close."""

    help = "Mostra l'orologio della demo, oppure lo sposta: --advance 30d, --advance 36h, --reset."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the two ways to move the clock."""
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument("--advance", metavar="DURATA", help="di quanto avanzare: 90s, 15m, 36h, 30d, 2w")
        choice.add_argument("--reset", action="store_true", help="torna all'ora del computer")

    def handle(self, **options: Any) -> None:
        """Move the clock when asked, then print what it shows."""
        if not settings.DEMO:
            raise CommandError("L'orologio si può spostare soltanto nella demo e nelle prove.")
        if options["advance"]:
            clock.move_to(clock.offset() + _duration(options["advance"]))
        if options["reset"]:
            clock.move_to(timedelta())
        shown = timezone.localtime(clock.demo_now()).strftime("%d/%m/%Y %H:%M:%S")
        self.stdout.write(f"Orologio della demo: {shown} (avanti di {clock.offset()})")


def _duration(text: str) -> timedelta:
    found = re.fullmatch(r"(\d+)([smhdw])", text)
    if not found:
        raise CommandError(f"Durata non valida: {text!r}. Esempi: 90s, 15m, 36h, 30d, 2w.")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
