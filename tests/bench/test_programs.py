"""The bench that runs two programs still does: nothing else starts the one without tenancy."""

import json
import subprocess
import sys

import pytest

from colletta import env


@pytest.mark.slow
def test_the_program_without_tenancy_answers_what_the_platform_does() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench", "tenancy_overhead"],
        cwd=env.REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert [json.loads(line)["bench"] for line in told.stdout.splitlines()] == [
        "tenancy_overhead.query",
        "tenancy_overhead.page",
    ]
