"""Which schema the current connection works in: the one typed door to it."""

from typing import Any, cast

from django.db import connection

PUBLIC = "public"
REHEARSAL_PREFIX = "rehearsal_"


def current_schema() -> str:
    """Return the name of the schema that queries go to now."""
    return cast(str, connection.schema_name)  # type: ignore[attr-defined]


def enter(tenant: Any) -> None:
    """Stay in a tenant's schema until `leave` or another `enter`; for a block, use `tenant_context`."""
    connection.set_tenant(tenant)  # type: ignore[attr-defined]


def leave() -> None:
    """Go back to the public schema."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]


def require_rehearsal() -> None:
    """Raise RuntimeError unless the current schema is a rehearsal's: there, what the outside says is made up."""
    if not current_schema().startswith(REHEARSAL_PREFIX):
        raise RuntimeError("only a rehearsal may make up what the outside says")
