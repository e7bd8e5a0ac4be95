"""The life of one onboarding step."""

from enum import StrEnum


class StepState(StrEnum):
    """A step that failed, or was interrupted while running, is run again; one that is done is not."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


LABELS: dict[StepState | None, str] = {
    None: "Da fare",
    StepState.RUNNING: "In corso",
    StepState.DONE: "Fatto",
    StepState.FAILED: "Non riuscito",
}
