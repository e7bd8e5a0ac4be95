"""Which schema the current connection works in: the one typed door to it."""

from typing import cast

from django.db import connection

PUBLIC = "public"


def current_schema() -> str:
    """Return the name of the schema that queries go to now."""
    return cast(str, connection.schema_name)  # type: ignore[attr-defined]
