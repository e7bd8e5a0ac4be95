"""Turn by turn: A B A B ..., so that what else the machine does falls on both sides alike."""

from collections.abc import Callable
from time import perf_counter, sleep


def alternate(rounds: int, **sides: Callable[[], float]) -> dict[str, list[float]]:
    """Take a measurement of every side in each round, after one round that is not counted."""
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds + 1):
        for name, measure in sides.items():
            figure = measure()
            if number:
                taken[name].append(figure)
    return taken


def milliseconds(work: Callable[[], object]) -> float:
    """Do some work and return how long it took."""
    start = perf_counter()
    work()
    return (perf_counter() - start) * 1000


def quiet_after(seconds: float) -> None:
    """Let what was just started come to rest."""
    sleep(seconds)
