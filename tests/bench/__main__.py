"""Run the benches that are named, or all, one process each; the exit status says whether all of them could measure."""

import subprocess
import sys
from importlib import import_module

from colletta import env

NAMES = (
    "onboarding",
    "fleet_check",
    "tenancy_overhead",
    "portal",
    "phone",
    "donation_confirm",
    "webhook_ingest",
    "settlement",
    "pool_contention",
    "showcase",
    "memory",
    "idle",
)


def main(names: list[str]) -> int:
    """Run one bench here, several in processes of their own."""
    unknown = sorted(set(names) - set(NAMES))
    if unknown:
        print(f"no such bench: {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    if len(names) == 1:
        import_module(f"tests.bench.{names[0]}").run()
        return 0
    return max(_in_a_process(name) for name in names or NAMES)


def _in_a_process(name: str) -> int:
    return subprocess.run([sys.executable, "-m", "tests.bench", name], cwd=env.REPOSITORY, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
