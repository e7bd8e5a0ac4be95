"""The only reader of environment variables.

Each function reads one variable, typed, and fails at start with the variable's name.
"""

from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

_env = environ.Env()

REPOSITORY = Path(__file__).resolve().parents[2]


def port() -> int:
    """TCP port of the web server; the other local services take the next ones."""
    return _env.int("COLLETTA_PORT", default=8000)


def stripe_port() -> int:
    """TCP port of the local Stripe simulator."""
    return _env.int("COLLETTA_STRIPE_PORT", default=port() + 1)


def postgres_port() -> int:
    """TCP port of the embedded PostgreSQL."""
    return _env.int("COLLETTA_POSTGRES_PORT", default=port() + 2)


def valkey_port() -> int:
    """TCP port of the embedded Valkey."""
    return _env.int("COLLETTA_VALKEY_PORT", default=port() + 3)


def data_folder() -> Path:
    """Folder of everything that the local runtime writes."""
    return Path(_env.str("COLLETTA_DATA", default=str(REPOSITORY / ".local" / "demo")))


def demo_file() -> Path:
    """File where the demo writes the variables of its own programs, for commands typed beside it."""
    return data_folder() / "demo.env"


def use_the_demo() -> None:
    """Under the demo's settings, take what this process was not told from the demo that runs on the data folder."""
    if _env.str("DJANGO_SETTINGS_MODULE", default="") == "colletta.settings.demo" and demo_file().exists():
        environ.Env.read_env(demo_file())


def base_host() -> str:
    """Host of the national portal; a city answers on `<slug>.<base host>`."""
    return _env.str("COLLETTA_BASE_HOST", default="localhost")


def public_scheme() -> str:
    """Scheme of the addresses written in e-mails and sent to Stripe."""
    return _env.str("COLLETTA_SCHEME", default="http")


def public_port() -> int | None:
    """Port shown in public addresses; none behind a proxy on the standard port."""
    return _env.int("COLLETTA_PUBLIC_PORT", default=None)


def database_url(role: str | None = None) -> str:
    """Address of PostgreSQL for `app` (serves requests) or `owner` (owns the schemas)."""
    role = role or _env.str("DATABASE_ROLE", default="app")
    if role not in ("app", "owner"):
        raise ImproperlyConfigured(f"DATABASE_ROLE must be 'app' or 'owner', not {role!r}")
    name = "DATABASE_OWNER_URL" if role == "owner" else "DATABASE_URL"
    return _required(name)


def external_database_url() -> str | None:
    """DATABASE_URL as given, or None where the embedded PostgreSQL is to be used."""
    return _env.str("DATABASE_URL", default=None)


def external_database_owner_url() -> str | None:
    """DATABASE_OWNER_URL as given, or None."""
    return _env.str("DATABASE_OWNER_URL", default=None)


def redis_url() -> str:
    """Address of Valkey or Redis: broker and cache."""
    return _required("REDIS_URL")


def external_redis_url() -> str | None:
    """REDIS_URL as given, or None where the embedded Valkey is to be used."""
    return _env.str("REDIS_URL", default=None)


def secret_key() -> str:
    """Django's signing key."""
    return _required("COLLETTA_SECRET_KEY")


def allowed_hosts() -> list[str]:
    """Hosts answered at all; which tenant answers is decided by the domain table."""
    return _env.list("COLLETTA_ALLOWED_HOSTS", default=["*"])


def trusted_proxies() -> int:
    """How many proxies of ours stand before the web server; the client is whom the first of them saw."""
    return _env.int("COLLETTA_TRUSTED_PROXIES", default=0)


def stripe_secret_key() -> str:
    """Secret key of the platform's Stripe account."""
    return _required("STRIPE_SECRET_KEY")


def stripe_api_base() -> str:
    """Address of Stripe's API; the simulator's in the demo."""
    return _env.str("STRIPE_API_BASE", default="https://api.stripe.com")


def external_stripe_api_base() -> str | None:
    """STRIPE_API_BASE as given, or None where the simulator is to be used."""
    return _env.str("STRIPE_API_BASE", default=None)


def stripe_checkout_origin() -> str:
    """Origin of Stripe's hosted pages, needed by the content security policy."""
    return _env.str("STRIPE_CHECKOUT_ORIGIN", default="https://checkout.stripe.com")


def stripe_webhook_secrets() -> list[str]:
    """Signing secrets accepted on the Connect webhook: one, or two during a rotation."""
    secrets = _env.list("STRIPE_WEBHOOK_SECRETS", default=[])
    if not secrets:
        raise ImproperlyConfigured("STRIPE_WEBHOOK_SECRETS must name at least one signing secret")
    return secrets


def clock_file() -> Path:
    """File that holds the demo clock's offset in seconds; read by demo and test settings only."""
    return Path(_env.str("COLLETTA_CLOCK_FILE", default=str(data_folder() / "clock")))


def mail_folder() -> Path:
    """Folder where demo and tests leave the e-mails they send."""
    return Path(_env.str("COLLETTA_MAIL_FOLDER", default=str(data_folder() / "mail")))


def email_url() -> dict[str, object]:
    """Mail server, as `smtp+tls://user:password@host:port`."""
    return dict(_env.email_url("EMAIL_URL", default="smtp://localhost:25"))


def build_folder() -> Path:
    """Folder of generated static files."""
    return Path(_env.str("COLLETTA_BUILD", default=str(REPOSITORY / ".local" / "build")))


def media_folder() -> Path:
    """Folder of uploaded files."""
    return Path(_env.str("COLLETTA_MEDIA", default=str(data_folder() / "media")))


def sentry_dsn() -> str:
    """Address of Sentry; empty switches it off."""
    return _env.str("SENTRY_DSN", default="")


def sentry_environment() -> str:
    """Name under which Sentry files what this installation sends."""
    return _env.str("SENTRY_ENVIRONMENT", default="production")


def connection_max_age() -> int:
    """Seconds a database connection lives: cities touched by one cost it memory that is never given back."""
    return _env.int("DATABASE_CONN_MAX_AGE", default=300)


def keep_answers() -> bool:
    """Whether public answers are kept while the database stands still; not where cities are spread by Citus."""
    return _env.bool("COLLETTA_KEEP_ANSWERS", default=True)


def domain_resolvers() -> list[str]:
    """DNS servers asked about claimed domains, as `address` or `address:port`; none for the system's own."""
    return list(_env.list("COLLETTA_DNS_RESOLVERS", default=[]))


def web_threads() -> int:
    """Threads of each web process."""
    return _env.int("COLLETTA_WEB_THREADS", default=4)


def _required(name: str) -> str:
    value = _env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}")
    return str(value)
