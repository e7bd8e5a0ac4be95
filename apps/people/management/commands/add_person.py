"""`manage.py add_person`: a first person with a role, in a city or on the national portal."""

from getpass import getpass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import IntegrityError
from django_tenants.utils import schema_context

from apps.kernel import clock
from apps.people import services
from apps.people.roles import Role


class Command(BaseCommand):
    """Create a person who can sign in, asking for the password without showing it."""

    help = "Crea una persona con un ruolo: nello schema `public` (operatori, redazione) o in quello di una città."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare who, where and with which role."""
        parser.add_argument("--schema", default="public", help="`public`, oppure lo schema di una città: c_<slug>")
        parser.add_argument("--email", required=True)
        parser.add_argument("--name", required=True)
        parser.add_argument("--role", required=True, choices=[role.value for role in Role])

    def handle(self, **options: Any) -> None:
        """Create the person, or say in Italian why not."""
        password = getpass("Password (almeno 12 caratteri): ")
        try:
            with schema_context(options["schema"]):
                services.create_user(
                    email=options["email"],
                    name=options["name"],
                    password=password,
                    roles=[Role(options["role"])],
                    now=clock.now(),
                    actor="manage.py",
                )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except IntegrityError as error:
            raise CommandError("Esiste già una persona con questo indirizzo.") from error
        self.stdout.write(f"Creata: {options['email']} ({options['role']}).")
