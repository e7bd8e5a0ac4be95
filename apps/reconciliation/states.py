"""How a run of the reconciliation stands, and what it looked at."""

from enum import StrEnum


class RunState(StrEnum):
    """`failed` could not look; `running` for long was interrupted, and another run has taken its place."""

    RUNNING = "running"
    AGREES = "agrees"
    DIFFERS = "differs"
    FAILED = "failed"


class Scope(StrEnum):
    """`window`: what moved lately, and the balance; `full`: every movement there ever was."""

    WINDOW = "window"
    FULL = "full"


LABELS: dict[RunState, str] = {
    RunState.RUNNING: "In corso",
    RunState.AGREES: "Torna",
    RunState.DIFFERS: "Non torna",
    RunState.FAILED: "Non riuscita",
}

SCOPE_LABELS: dict[Scope, str] = {Scope.WINDOW: "Ultimi giorni e saldo", Scope.FULL: "Tutti i movimenti"}
