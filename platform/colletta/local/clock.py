"""The demo clock: the machine's instant plus an offset that a command can move.

Owns the offset's file. Used by demo and test settings only; production settings name the machine's clock.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings


def demo_now() -> datetime:
    """Return the demo's instant in UTC."""
    return datetime.now(UTC) + offset()


def offset() -> timedelta:
    """Return how far the demo clock is ahead of the machine's."""
    try:
        return timedelta(seconds=int(_file().read_text(encoding="ascii")))
    except FileNotFoundError:
        return timedelta()


def move_to(new_offset: timedelta) -> None:
    """Set how far the demo clock is ahead of the machine's, in whole seconds; every process sees it at once."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.new")
    draft.write_text(str(int(new_offset.total_seconds())), encoding="ascii")
    draft.replace(file)


def _file() -> Path:
    return Path(settings.CLOCK_FILE)
