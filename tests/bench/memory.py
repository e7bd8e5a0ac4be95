"""Resident memory of every process of the stack, idle and after requests; shared pages are counted once between them.

PSS where the kernel tells it (`smaps_rollup`), else RSS, which counts shared pages in each process.
"""

from pathlib import Path

import psutil

from colletta.local.stack import STOP_ORDER
from tests.bench import load
from tests.bench.lab import Lab, opened
from tests.bench.report import ours_at_most, tell
from tests.bench.rounds import quiet_after

REQUESTS = 1_000
GOAL_MB = 1024
SETTLE_SECONDS = 8
PATHS = (("milano.localhost", "/"), ("venezia.localhost", "/"), ("milano.localhost", "/campagne/"), ("localhost", "/"))


def run() -> None:
    """Start everything and look twice."""
    with opened() as lab:
        lab.stack.start_web()
        lab.stack.start_jobs()
        quiet_after(SETTLE_SECONDS)
        idle = _by_service(lab)
        for host, path in PATHS:
            load.requests(lab.stack.ports.web, host, path, REQUESTS // len(PATHS))
        used = _by_service(lab)
        for name, sizes in (("idle", idle), ("after_1000_requests", used)):
            tell(
                f"memory.{name}",
                ours=[sum(sizes.values())],
                reference=[sum(idle.values())],
                unit="MB",
                goal=ours_at_most(GOAL_MB, "MB"),
                measure="PSS" if _has_pss() else "RSS",
                by_service={service: round(size, 1) for service, size in sizes.items()},
            )


def _by_service(lab: Lab) -> dict[str, float]:
    roots = {name: lab.stack.pid(name) for name in STOP_ORDER}
    return {name: _megabytes(pid) for name, pid in roots.items() if pid}


def _megabytes(pid: int) -> float:
    parent = psutil.Process(pid)
    return sum(_bytes(process) for process in (parent, *parent.children(recursive=True))) / 2**20


def _bytes(process: psutil.Process) -> int:
    if _has_pss():
        return int(process.memory_full_info().pss)
    return int(process.memory_info().rss)


def _has_pss() -> bool:
    return Path("/proc/self/smaps_rollup").exists()
