"""The environment of one stack's programs: addresses, secrets, folders.

Owns the secrets that the machine generates for itself and the names under which programs receive everything; the
names are read by `colletta.env`. Does not start anything.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from colletta.local import databases
from colletta.local.options import Options, Ports
from colletta.local.postgres import Postgres
from colletta.local.secret_file import kept_secrets
from colletta.local.valkey import Valkey


@dataclass(kw_only=True)
class Surroundings:
    """What surrounds the programs of one stack."""

    folder: Path
    ports: Ports
    settings_module: str
    options: Options
    postgres: Postgres
    valkey: Valkey

    @property
    def database(self) -> str:
        """Name of the database: the outside address's, else the one chosen."""
        given = urlsplit(self.options.outside.database_url or "").path.strip("/")
        return given or self.options.database

    @cached_property
    def secrets(self) -> dict[str, str]:
        """Secrets of Django, Stripe's key and Stripe's webhooks, generated once per folder."""
        return kept_secrets(self.folder / "secrets.json", ("django", "stripe", "webhook"))

    @cached_property
    def role_passwords(self) -> dict[str, str]:
        """Passwords of the roles that we make on a server that runs elsewhere."""
        return kept_secrets(self.folder / "roles.json", (databases.OWNER_ROLE, databases.APP_ROLE))

    def env(self) -> dict[str, str]:
        """Return every variable that `colletta.env` needs."""
        return {
            "DJANGO_SETTINGS_MODULE": self.settings_module,
            "PYTHONUNBUFFERED": "1",
            **self._places(),
            **self._database_addresses(),
            **self._stripe_addresses(),
            "REDIS_URL": self.options.outside.redis_url or self.valkey.url(),
            "COLLETTA_SECRET_KEY": self.secrets["django"],
            **self.options.env,
        }

    def _places(self) -> dict[str, str]:
        return {
            "COLLETTA_DATA": str(self.folder),
            "COLLETTA_CLOCK_FILE": str(self.folder / "clock"),
            "COLLETTA_MAIL_FOLDER": str(self.folder / "mail"),
            "COLLETTA_BASE_HOST": self.options.base_host,
            "COLLETTA_PORT": str(self.ports.web),
            "COLLETTA_PUBLIC_PORT": str(self.ports.web),
            "COLLETTA_STRIPE_PORT": str(self.ports.stripe),
            "COLLETTA_POSTGRES_PORT": str(self.ports.postgres),
            "COLLETTA_VALKEY_PORT": str(self.ports.valkey),
        }

    def _database_addresses(self) -> dict[str, str]:
        outside = self.options.outside
        if not outside.database_url:
            app_url, owner_url = self.postgres.app_url(self.database), self.postgres.owner_url(self.database)
        elif outside.database_owner_url:
            app_url, owner_url = outside.database_url, outside.database_owner_url
        else:
            app_url, owner_url = self._outside_url(databases.APP_ROLE), self._outside_url(databases.OWNER_ROLE)
        return {"DATABASE_URL": app_url, "DATABASE_OWNER_URL": owner_url, "DATABASE_ROLE": "app"}

    def _outside_url(self, role: str) -> str:
        url = databases.at_database(self.options.outside.database_url or "", self.database)
        return databases.as_role(url, role, self.role_passwords[role])

    def _stripe_addresses(self) -> dict[str, str]:
        if self.options.outside.stripe_api_base:
            return {"STRIPE_API_BASE": self.options.outside.stripe_api_base}
        address = f"http://localhost:{self.ports.stripe}"
        return {
            "STRIPE_API_BASE": address,
            "STRIPE_CHECKOUT_ORIGIN": address,
            "STRIPE_SECRET_KEY": f"sk_test_{self.secrets['stripe']}",
            "STRIPE_WEBHOOK_SECRETS": f"whsec_{self.secrets['webhook']}",
        }
