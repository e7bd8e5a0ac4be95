"""Loopback ports: is one free, does one answer.

Owns the two questions. Does not choose port numbers: `colletta.env` and the tests do.
"""

import socket
import time

from colletta.local.errors import PortBusy

LOOPBACK = "127.0.0.1"
_PATIENCE_SECONDS = 3
_PAUSE_SECONDS = 0.1


def ensure_free(port: int, variable: str) -> None:
    """Raise PortBusy, naming the variable that moves the port, when somebody keeps listening on it.

    A process that was killed a moment ago may still hold its port while the system takes it apart: that is waited for.
    """
    deadline = time.monotonic() + _PATIENCE_SECONDS
    while not _is_free(port):
        if time.monotonic() >= deadline:
            raise PortBusy(port, variable)
        time.sleep(_PAUSE_SECONDS)


def answers(port: int) -> bool:
    """Say whether somebody accepts connections on the port.

    A connection to oneself, which the system makes when it picks this very port as the caller's, is nobody.
    """
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0 and probe.getsockname() != probe.getpeername()


def _is_free(port: int) -> bool:
    if answers(port):
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True
