"""Locks between test runs on this machine, and ports that no other run takes; all end with the process."""

import fcntl
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

_PORTS = range(24_000, 32_000)
_LOOPBACK = "127.0.0.1"


@contextmanager
def exclusive(path: Path) -> Iterator[None]:
    """Hold a lock that one process has at a time, waiting for it."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def shared(path: Path) -> Iterator[None]:
    """Hold a lock that keeps `exclusive` out, waiting for it."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_SH)
        yield


def try_to_hold(path: Path) -> TextIOWrapper | None:
    """Take a lock until the returned file is closed or the process ends; None when another process has it."""
    file = _opened(path)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def take_port(folder: Path) -> tuple[int, TextIOWrapper]:
    """Return a free port below the ephemeral ones, and the file that holds it for this process."""
    for port in random.sample(_PORTS, len(_PORTS)):
        if not _is_free(port):
            continue
        held = try_to_hold(folder / str(port))
        if held:
            return port, held
    raise RuntimeError("no free port")


def _opened(path: Path) -> TextIOWrapper:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a", encoding="ascii")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((_LOOPBACK, port)) != 0
