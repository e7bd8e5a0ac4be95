"""What can go wrong on the machine, told in Italian to the person who can fix it.

Owns the exceptions of the local runtime. Does not decide how they are shown.
"""

from pathlib import Path


class LocalError(Exception):
    """A failure of the local runtime; its text says in Italian what to do."""


class PortBusy(LocalError):
    """A port wanted by the runtime is taken by somebody else."""

    def __init__(self, port: int, variable: str) -> None:
        super().__init__(
            f"La porta {port} è già occupata da un altro programma. "
            f"Liberala, oppure scegline un'altra con la variabile {variable} (per esempio {variable}={port + 100})."
        )


class ChildFailed(LocalError):
    """A program ended, or stayed silent, before it was ready."""

    def __init__(self, name: str, log: Path, reason: str) -> None:
        super().__init__(f"{name}: {reason}. Ultime righe di {log}:\n{last_lines(log)}")


def last_lines(log: Path, count: int = 15) -> str:
    """Return the last lines of a log, indented; empty where there is none."""
    if not log.exists():
        return ""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(f"    {line}" for line in lines)
