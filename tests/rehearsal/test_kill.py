"""A replay that is killed in the middle, as a process of its own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from colletta import env
from tests.harness.fresh import FreshDatabase
from tests.rehearsal.replays import DOCUMENTED, FOLDER, replay_json, write

SCHEMAS = "SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'rehearsal_')"
AT_WORK = """SELECT 1 FROM pg_locks JOIN pg_class ON pg_class.oid = relation
    JOIN pg_database ON pg_database.oid = database AND datname = current_database()
    WHERE relname = 'donations_donation'"""
OWED = "SELECT count(*) FROM public.registry_agendaitem WHERE starts_with(schema_name, 'rehearsal_')"
PATIENCE_SECONDS = 120


@pytest.mark.slow
def test_a_killed_replay_leaves_an_empty_schema_that_the_next_one_drops(
    fresh_database: FreshDatabase, tmp_path: Path
) -> None:
    command = [sys.executable, str(env.REPOSITORY / "platform" / "manage.py"), "replay_edition"]
    surroundings = {**env._env.ENVIRON, **fresh_database.environment}
    process = subprocess.Popen(
        [*command, str(FOLDER / "milano-2016.yaml")],
        env=surroundings,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    with psycopg.connect(fresh_database.owner_url, autocommit=True) as link:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not link.execute(AT_WORK).fetchone():
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        (left,) = link.execute(SCHEMAS).fetchone()
        assert link.execute(OWED).fetchone() == (0,)
        assert replay_json(write(tmp_path, DOCUMENTED))["totals"]["campaigns_funded"] == 2
        assert link.execute(SCHEMAS).fetchall() == []
        assert left.startswith("rehearsal_")
