"""Loopback ports: is one free, does one answer.

Owns the two questions. Does not choose port numbers: `colletta.env` and the tests do.
"""

import socket

from colletta.local.errors import PortBusy

LOOPBACK = "127.0.0.1"


def ensure_free(port: int, variable: str) -> None:
    """Raise PortBusy, naming the variable that moves the port, when somebody listens on it."""
    if answers(port):
        raise PortBusy(port, variable)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError as error:
            raise PortBusy(port, variable) from error


def answers(port: int) -> bool:
    """Say whether somebody accepts connections on the port."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
