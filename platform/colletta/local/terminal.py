"""What the person at the terminal sees: numbered steps and the programs' own lines.

Owns the wording's frame, the times and the prefixes (printed by honcho). Does not own the logs: programs write them.
"""

import itertools
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from honcho.colour import get_colours
from honcho.printer import Message, Printer

_PREFIX_WIDTH = 9


class Steps:
    """A numbered list of steps, each printed with the time that it took."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._numbers = itertools.count(1)

    @contextmanager
    def step(self, title: str) -> Iterator[None]:
        """Print the title, then the seconds that the block took; the line ends also when the block fails."""
        with self._timed(title, separator=" "):
            yield

    @contextmanager
    def long_step(self, title: str) -> Iterator[None]:
        """As `step`, for a block that prints lines of its own."""
        with self._timed(title, separator="\n"):
            yield

    @contextmanager
    def _timed(self, title: str, *, separator: str) -> Iterator[None]:
        print(f"[{next(self._numbers)}/{self._count}] {title} ...", end=separator, flush=True)
        start = time.monotonic()
        try:
            yield
        except BaseException:
            print("interrotto", flush=True)
            raise
        print(f"{time.monotonic() - start:.1f} s", flush=True)


class Follower:
    """Prints the lines that programs add to their logs, each behind the program's name."""

    def __init__(self) -> None:
        self._printer = Printer(sys.stdout, width=_PREFIX_WIDTH)
        self._colours = get_colours()
        self._sources: dict[str, tuple[Path, str]] = {}
        self._positions: dict[Path, int] = {}

    def follow(self, logs: Mapping[str, Path]) -> None:
        """Print from now on what is added to these logs."""
        for name, log in logs.items():
            if name not in self._sources:
                self._sources[name] = (log, next(self._colours))
                self._positions[log] = _size(log)

    def print_new(self) -> None:
        """Print the whole lines added since the last time."""
        for name, (log, colour) in self._sources.items():
            for line in self._new_lines(log):
                self._printer.write(Message("line", line, datetime.now().astimezone(), name, colour))

    def _new_lines(self, log: Path) -> list[bytes]:
        size, position = _size(log), self._positions[log]
        if size == position:
            return []
        with log.open("rb") as file:
            file.seek(position if size > position else 0)
            whole, end, unfinished = file.read().rpartition(b"\n")
            self._positions[log] = file.tell() - len(unfinished)
        return whole.split(b"\n") if end else []


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0
