"""The only place where the present instant is read; every rule and service is given `now`."""

from datetime import UTC, datetime
from functools import cache
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> datetime:
    """Return the present instant in UTC, from the clock that the settings name."""
    return cast(datetime, _clock(settings.CLOCK)())


def system_now() -> datetime:
    """Return the machine's instant in UTC."""
    return datetime.now(UTC)


@cache
def _clock(path: str):  # type: ignore[no-untyped-def]
    return import_string(path)
