"""Free loopback ports for what the tests start, each held until this process ends."""

from io import TextIOWrapper

from tests.harness import cluster, locks

_held: list[TextIOWrapper] = []


def free_port() -> int:
    """Return a port that nothing uses, that no other run of the tests takes, and that no outgoing connection gets."""
    port, lock = locks.take_port(cluster.CACHE / "ports")
    _held.append(lock)
    return port
