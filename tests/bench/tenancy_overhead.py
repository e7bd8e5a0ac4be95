"""Requests through our tenancy against the same program with tenancy removed: plain backend, fixed search path.

Two processes, one per program, answer the same requests in turns through Django's own WSGI handler. `query` is a view
of one query and no template, where the overhead is largest; `page` is the city's home page.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from colletta import env
from tests.bench import paths
from tests.bench.lab import Lab, opened
from tests.bench.report import ratio_at_most, tell
from tests.bench.rounds import alternate

REQUESTS = {"query": (paths.TITLES, 150), "page": ("/", 40)}
ROUNDS = 15
GOAL = 1.05
WITH, WITHOUT = "tests.bench.settings", "tests.bench.settings_one_city"


def run() -> None:
    """Measure both views."""
    with opened() as lab:
        from tests.bench import scene

        made = scene.make(lab.visitor)
        for gift in scene.begin(made, 5):
            scene.collect(gift, made.now)
        with _program(lab, WITH) as ours, _program(lab, WITHOUT) as reference:
            for name, (path, times) in REQUESTS.items():
                ours.busy.clear()
                reference.busy.clear()
                taken = alternate(
                    ROUNDS,
                    ours=lambda path=path, times=times: ours.milliseconds(path, times),
                    reference=lambda path=path, times=times: reference.milliseconds(path, times),
                )
                tell(
                    f"tenancy_overhead.{name}",
                    ours=taken["ours"],
                    reference=taken["reference"],
                    unit="ms per request",
                    goal=ratio_at_most(GOAL),
                    cpu_ratio=round(median(ours.busy) / median(reference.busy), 3),
                )


class Program:
    """One of the two, waiting for orders."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self.busy: list[float] = []

    def milliseconds(self, path: str, times: int) -> float:
        """Have it answer a path so many times; return the time of one, and keep its processor time in `busy`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path} {times}\n")
        self._process.stdin.flush()
        took, busy = map(float, self._process.stdout.readline().split())
        self.busy.append(busy)
        return took


@contextmanager
def _program(lab: Lab, settings_module: str) -> Iterator[Program]:
    command = [sys.executable, str(Path(__file__).with_name("requests_in_turns.py"))]
    variables = {**env._env.ENVIRON, **lab.stack.env, "DJANGO_SETTINGS_MODULE": settings_module}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=variables) as process:
        yield Program(process)
        process.communicate()
