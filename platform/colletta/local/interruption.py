"""Ctrl-C, SIGTERM and a closed terminal, noticed at safe points only.

Owns the request to stop. A signal never interrupts the start or the end of a child half way: every wait asks here.
"""

import signal
import threading
from types import FrameType

_requested = threading.Event()


class Interrupted(Exception):
    """Somebody asked this process to stop."""


def listen() -> None:
    """From now on signals that ask to stop are only noted; a second one changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _note)


def checkpoint() -> None:
    """Raise Interrupted once a stop was requested."""
    if _requested.is_set():
        raise Interrupted


def _note(_number: int, _frame: FrameType | None) -> None:
    _requested.set()
