"""The movable clock of tests."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The demo clock, which every process of this run's worker reads; whole seconds."""

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        from apps.kernel import clock

        return clock.now()

    def move_to(self, instant: datetime) -> None:
        """Make it this instant now; it goes on running."""
        from colletta.local import clock

        clock.move_to(instant - datetime.now(UTC))

    def advance(self, **duration: float) -> None:
        """Move ahead, for example `days=30`."""
        from colletta.local import clock

        clock.move_to(clock.offset() + timedelta(**duration))

    def reset(self) -> None:
        """Go back to the machine's instant."""
        from colletta.local import clock

        clock.move_to(timedelta())
