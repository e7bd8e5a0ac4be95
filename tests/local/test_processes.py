"""Programs start, die, come back and end, and nothing of them stays."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from colletta.local import demo_folder
from colletta.local.children import Child, wait_until
from colletta.local.errors import ChildFailed, LocalError, PortBusy
from colletta.local.identity import identity
from colletta.local.ports import answers
from colletta.local.processes import Endpoint, Program, Service, Supervisor
from tests.harness.ports import free_port

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children with their parent")

SLEEP = "import time; time.sleep(600)"
WITH_A_CHILD = (
    "import subprocess, sys; "
    f"child = subprocess.Popen([sys.executable, '-c', '{SLEEP}']); print(child.pid, flush=True); child.wait()"
)
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)"
)


def listening(port: int) -> str:
    return f"import socket, time; s = socket.create_server(('127.0.0.1', {port})); time.sleep(600)"


@pytest.fixture
def children(tmp_path: Path) -> Iterator["Nursery"]:
    nursery = Nursery(tmp_path)
    yield nursery
    for child in nursery.made:
        child.kill()


class Nursery:
    """Makes children that the fixture ends, whatever the test does."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[Child] = []

    def make(self, script: str, name: str = "child", patience_seconds: float = 5) -> Child:
        command = [sys.executable, "-c", script]
        child = Child(name=name, command=command, folder=self.folder, patience_seconds=patience_seconds)
        self.made.append(child)
        return child


def started_grandchild(child: Child) -> int:
    child.start()
    assert wait_until(lambda: child.output().endswith("\n"), 10)
    return int(child.output())


def test_a_stopped_program_leaves_no_process_and_no_pid_file(children: Nursery) -> None:
    child = children.make(SLEEP)
    child.start()
    pid = child.pid
    child.stop()
    assert identity(pid) is None
    assert not child.pid_file.exists()


def test_a_program_deaf_to_the_request_is_ended_anyway(children: Nursery) -> None:
    child = children.make(STUBBORN, patience_seconds=0.3)
    child.start()
    assert wait_until(lambda: "deaf" in child.output(), 10)
    pid = child.pid
    child.stop()
    assert identity(pid) is None


def test_a_killed_program_takes_its_own_children_with_it(children: Nursery) -> None:
    child = children.make(WITH_A_CHILD)
    grandchild = started_grandchild(child)
    child.kill()
    assert wait_until(lambda: identity(grandchild) is None, 5)


@linux_only
def test_children_orphaned_by_a_crash_end_when_the_program_starts_again(children: Nursery) -> None:
    child = children.make(WITH_A_CHILD)
    orphan = started_grandchild(child)
    os.kill(child.pid, signal.SIGKILL)
    assert wait_until(lambda: child.pid is None, 5)
    assert identity(orphan)
    child.start()
    assert identity(orphan) is None


def test_a_leftover_of_a_killed_launcher_is_ended_by_the_next_start(children: Nursery) -> None:
    first, second = children.make(SLEEP), children.make(SLEEP)
    first.start()
    left = first.pid
    second.start()
    assert wait_until(lambda: identity(left) is None, 5)
    assert second.pid


def test_a_process_that_only_inherited_the_number_is_never_ended(children: Nursery) -> None:
    stranger, child = children.make(SLEEP, name="stranger"), children.make(SLEEP)
    stranger.start()
    child.pid_file.write_text(json.dumps({"pid": stranger.pid, "identity": "another boot:1"}))
    child.start()
    assert stranger.pid


@linux_only
def test_programs_end_when_their_launcher_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; from colletta.local.children import Child\n"
        f"child = Child(name='child', command=[sys.executable, '-c', {SLEEP!r}], folder=Path(sys.argv[1]))\n"
        "child.start(); print(child.pid, flush=True); time.sleep(600)"
    )
    launcher = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    pid = int(launcher.stdout.readline())
    known = identity(pid)
    assert known
    launcher.kill()
    launcher.wait()
    launcher.stdout.close()
    assert wait_until(lambda: identity(pid) != known, 5)


def test_a_busy_port_is_named_with_the_variable_that_moves_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        program = listener(tmp_path, other.getsockname()[1], "pass")
        with pytest.raises(PortBusy, match=f"{other.getsockname()[1]}.*COLLETTA_PORT"):
            program.start()


def test_a_program_is_started_only_when_it_answers(tmp_path: Path) -> None:
    port = free_port()
    program = listener(tmp_path, port, "time.sleep(0.3); " + listening(port), "import time; ")
    program.start()
    try:
        assert answers(port)
    finally:
        program.stop()


def test_a_program_that_ends_at_once_shows_its_last_lines(tmp_path: Path) -> None:
    program = listener(tmp_path, free_port(), "raise SystemExit('la chiave manca')")
    with pytest.raises(ChildFailed, match="la chiave manca"):
        program.start()
    program.stop()


def test_the_dead_come_back_and_the_living_are_left_alone(tmp_path: Path) -> None:
    dead, living = sleeper(tmp_path, "dead"), sleeper(tmp_path, "living")
    dead.start()
    living.start()
    try:
        table: dict[str, Service] = {}
        supervisor = Supervisor(table)
        table.update(dead=dead, living=living)
        untouched = living.child.pid
        dead.kill()
        assert supervisor.revive() == ["dead"]
        assert supervisor.revive() == []
        assert dead.child.pid
        assert living.child.pid == untouched
    finally:
        dead.stop()
        living.stop()


def test_what_dies_six_times_in_a_minute_is_given_up(tmp_path: Path) -> None:
    program = sleeper(tmp_path, "ill")
    program.start()
    supervisor = Supervisor({"ill": program})
    for _ in range(5):
        program.kill()
        supervisor.revive()
    program.kill()
    with pytest.raises(ChildFailed, match="ill"):
        supervisor.revive()
    program.stop()


def test_what_was_stopped_on_purpose_stays_stopped(tmp_path: Path) -> None:
    program = sleeper(tmp_path, "web")
    program.start()
    program.stop()
    assert Supervisor({"web": program}).revive() == []


def test_two_demos_on_one_folder_are_refused_and_so_is_a_reset_meanwhile(tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    with demo_folder.in_use(folder):
        with pytest.raises(LocalError, match=f"processo {os.getpid()}"), demo_folder.in_use(folder):
            pytest.fail("the second demo came in")
        with pytest.raises(LocalError, match="già in funzione"):
            demo_folder.remove(folder, lambda _: None)
    assert demo_folder.remove(folder, lambda _: None)
    assert not folder.exists()


def test_a_folder_that_the_demo_did_not_make_is_neither_used_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(LocalError, match="COLLETTA_DATA"), demo_folder.in_use(tmp_path):
        pytest.fail("the demo took somebody's folder")
    with pytest.raises(LocalError, match="non è stata creata dalla demo"):
        demo_folder.remove(tmp_path, lambda _: None)
    assert (tmp_path / "thesis.odt").exists()


def test_signals_are_noted_and_a_second_one_changes_nothing() -> None:
    script = (
        "import time; from colletta.local import interruption; from colletta.local.children import wait_until\n"
        "interruption.listen(); print('ready', flush=True)\n"
        "try: wait_until(lambda: False, 60)\n"
        "except interruption.Interrupted: time.sleep(0.5); print('ended in order', flush=True)"
    )
    process = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    for number in (signal.SIGINT, signal.SIGINT, signal.SIGTERM):
        process.send_signal(number)
        time.sleep(0.1)
    assert process.communicate(timeout=10)[0] == "ended in order\n"
    assert process.returncode == 0


@linux_only
def test_an_interrupted_launcher_still_ends_orphans_in_order(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from colletta.local import interruption\n"
        "from colletta.local.children import Child, wait_until\n"
        "interruption.listen()\n"
        "first = Child(name='first', command=[sys.executable, '-c', sys.argv[2]], folder=Path(sys.argv[1]))\n"
        "first.start(); wait_until(first.output, 10)\n"
        "os.kill(first.pid, signal.SIGKILL); os.kill(os.getpid(), signal.SIGTERM)\n"
        "first.stop(); print(first.log.read_text())"
    )
    command = [sys.executable, "-c", script, str(tmp_path), WITH_A_CHILD]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert identity(int(done.stdout)) is None


def listener(folder: Path, port: int, script: str, preamble: str = "") -> Program:
    endpoint = Endpoint(port=port, variable="COLLETTA_PORT", ready=lambda: answers(port))
    return Program(name="web", words=["-c", preamble + script], folder=folder, env={}, endpoint=endpoint)


def sleeper(folder: Path, name: str) -> Program:
    return Program(name=name, words=["-c", SLEEP], folder=folder, env={})
