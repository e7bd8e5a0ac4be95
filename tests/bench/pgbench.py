"""PostgreSQL's own load generator, from the same package as the server."""

import re
import subprocess
from pathlib import Path

from tests.bench.lab import Lab

_TPS = re.compile(r"^tps = ([0-9.]+) \(without initial connection time\)", re.MULTILINE)
_FAILED = re.compile(r"^number of failed transactions: ([0-9]+)", re.MULTILINE)


def transactions_per_second(lab: Lab, script: str, *, database: str, clients: int = 1, transactions: int = 1) -> float:
    """Run a script so many times per client, as the serving role, and return its rate without connecting."""
    file = Path(lab.stack.folder) / "pgbench.sql"
    file.write_text(script, encoding="utf-8")
    sizes = ["-c", str(clients), "-j", str(min(clients, 2)), "-t", str(transactions)]
    command = [lab.stack.postgres.program("pgbench"), "--no-vacuum", "-M", "simple", *sizes, "-f", str(file)]
    done = subprocess.run([*command, lab.stack.postgres.app_url(database)], capture_output=True, text=True, check=False)
    found, failed = _TPS.search(done.stdout), _FAILED.search(done.stdout)
    if done.returncode or found is None or failed is None or int(failed[1]):
        raise RuntimeError(f"pgbench: {done.stdout[-2000:]}{done.stderr[-2000:]}")
    return float(found[1])
