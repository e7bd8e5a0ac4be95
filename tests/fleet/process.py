"""manage.py in a process of its own, under the role that owns the schemas."""

import subprocess
import sys

from colletta import env
from tests.harness.fresh import FreshDatabase


def manage(fresh: FreshDatabase, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py against a fresh database as the owner."""
    surroundings = {**env._env.ENVIRON, **fresh.environment, "DATABASE_ROLE": "owner"}
    command = [sys.executable, str(env.REPOSITORY / "platform" / "manage.py"), *words]
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, check=False)
