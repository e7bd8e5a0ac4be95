"""Faults on demand: what a test asks to go wrong with the next requests under a path.

Held in memory: a restart clears them.
"""

import dataclasses
import threading

KINDS = ("drop_answer", "error_429", "error_500", "delay", "timeout")


class AnswerDroppedError(ConnectionError):
    """The connection is closed without an answer, after the commit."""


@dataclasses.dataclass
class Fault:
    """One kind of fault for the next ``count`` POST or GET requests whose path begins with ``path``."""

    kind: str
    path: str = "/v1/"
    method: str = "POST"
    count: int = 1
    seconds: float = 0.0


class Faults:
    """The faults still to come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Ask for a fault; raises ValueError for a kind that does not exist."""
        if fault.kind not in KINDS:
            raise ValueError(f"unknown kind of fault: {fault.kind}; there are {', '.join(KINDS)}")
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Forget every fault."""
        with self._lock:
            self._faults.clear()

    def waiting(self) -> list[Fault]:
        """Return the faults that have not been used up."""
        with self._lock:
            return list(self._faults)

    def take(self, kind: str, *, method: str, path: str) -> Fault | None:
        """Use up one fault of this kind for a request, when one is waiting for it."""
        with self._lock:
            for fault in self._faults:
                if fault.kind == kind and fault.method == method and path.startswith(fault.path):
                    fault.count -= 1
                    if fault.count <= 0:
                        self._faults.remove(fault)
                    return fault
        return None
