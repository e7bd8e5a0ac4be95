"""`manage.py replay_edition`: what an edition comes to, and what it would have come to under other rules."""

import json
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.kernel.errors import DomainError
from tenants.rehearsal import services, table


class Command(BaseCommand):
    """Changes nothing in the database and speaks to nobody; exit status 1 when the file or the rules are refused."""

    help = (
        "Rigioca un'edizione con il motore vero, in uno schema vuoto che alla fine sparisce. Il formato del file è in "
        "apps/calls/editions/README.md."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the edition, the other rules and the form of the answer."""
        parser.add_argument("file", metavar="FILE", type=Path, help="l'edizione, in YAML")
        parser.add_argument("--rules", metavar="ALTRE.yaml", type=Path, help="altre regole, o un'altra edizione")
        parser.add_argument("--json", action="store_true", help="scrive un solo oggetto JSON, importi in centesimi")

    def handle(self, *_args: object, **options: Any) -> None:
        """Print the outcome; the time that it took goes to standard error."""
        begun = monotonic()
        try:
            result = services.replay_edition(file=options["file"], rules_file=options["rules"])
        except DomainError as error:
            raise CommandError(error.message, returncode=1) from error
        except OSError as error:
            raise CommandError(f"Il file non si può leggere: {error.filename or options['file']}.") from error
        if options["json"]:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            for line in table.lines(result):
                self.stdout.write(line)
        self.stderr.write(f"Replay in {monotonic() - begun:.1f} s".replace(".", ","))
