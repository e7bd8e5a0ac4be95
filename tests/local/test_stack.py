"""The whole platform starts from nothing, loses any one process, and ends without leaving one."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from colletta.local.children import wait_until
from colletta.local.identity import identity
from colletta.local.options import Options, Ports
from colletta.local.postgres import QUICK_SETTINGS
from colletta.local.stack import STOP_ORDER, Stack
from tests.harness.ports import free_port

pytestmark = pytest.mark.slow
OUTSIDE = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "STRIPE_API_BASE")


def free_ports() -> Ports:
    return Ports(web=free_port(), stripe=free_port(), postgres=free_port(), valkey=free_port())


def is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


class Demo:
    """The demo as a person runs it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ports = free_ports()
        self._launchers: list[subprocess.Popen[bytes]] = []

    def run(self, command: str = "demo") -> "subprocess.Popen[bytes]":
        env = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
        ports = {
            "COLLETTA_PORT": str(self.ports.web),
            "COLLETTA_STRIPE_PORT": str(self.ports.stripe),
            "COLLETTA_POSTGRES_PORT": str(self.ports.postgres),
            "COLLETTA_VALKEY_PORT": str(self.ports.valkey),
        }
        launcher = subprocess.Popen(
            [sys.executable, "-m", "colletta.local", command],
            env={**env, **ports, "COLLETTA_DATA": str(self.folder)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self._launchers.append(launcher)
        return launcher

    def start(self) -> "subprocess.Popen[bytes]":
        launcher = self.run()
        seen = b""
        for line in launcher.stdout:
            seen += line
            if b"Ctrl-C per chiudere" in line:
                return launcher
        pytest.fail(seen.decode())

    def pid(self, name: str) -> int:
        folder = {"postgres": "postgres", "valkey": "valkey"}.get(name, "run")
        return int(json.loads((self.folder / folder / f"{name}.pid").read_text())["pid"])

    def pids(self) -> list[int]:
        return [self.pid(name) for name in STOP_ORDER]

    def end(self) -> None:
        for launcher in self._launchers:
            launcher.kill()
            launcher.wait()
            launcher.stdout.close()


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's folder with its tables, that says that its story was already loaded."""
    folder = tmp_path_factory.mktemp("migrated") / "demo"
    (folder / "postgres").mkdir(parents=True)
    (folder / ".colletta-demo").touch()
    (folder / "postgres" / "accounts.txt").write_text("nessuno\n")
    demo = Demo(folder)
    try:
        launcher = demo.start()
        launcher.terminate()
        assert launcher.wait(30) == 0
    finally:
        demo.end()
    return folder


@pytest.fixture
def demo(tmp_path: Path, migrated: Path) -> Iterator[Demo]:
    demo = Demo(shutil.copytree(migrated, tmp_path / "demo"))
    yield demo
    demo.end()


def test_a_stack_survives_the_loss_of_each_process_and_leaves_none(tmp_path: Path) -> None:
    options = Options(postgres_settings=QUICK_SETTINGS)
    stack = Stack(tmp_path / "stack", free_ports(), "colletta.settings.test", options)
    try:
        stack.start_services()
        stack.manage("migrate_fleet")
        stack.start_web()
        stack.start_jobs()
        for name in STOP_ORDER:
            stack.kill(name)
            assert stack.pid(name) is None
            stack.restart(name)
            assert stack.pid(name)
        assert wait_until(lambda: is_ready(stack.ports.web), 20)
        pids = [stack.pid(name) for name in STOP_ORDER]
    finally:
        stack.stop()
    assert [pid for pid in pids if identity(pid)] == []


def test_a_signal_ends_every_process_of_the_demo_and_the_next_start_takes_seconds(demo: Demo) -> None:
    launcher, pids = demo.start(), demo.pids()
    launcher.send_signal(signal.SIGINT)
    launcher.send_signal(signal.SIGINT)
    assert launcher.wait(30) == 0
    assert [pid for pid in pids if identity(pid)] == []
    before = time.monotonic()
    demo.start()
    assert time.monotonic() - before < 20
    assert is_ready(demo.ports.web)


def test_the_demo_restarts_what_dies_and_is_alone_on_its_folder(demo: Demo) -> None:
    launcher = demo.start()
    killed = demo.pid("worker")
    os.kill(killed, signal.SIGKILL)
    assert b"worker" in launcher.stdout.readline()
    assert demo.pid("worker") != killed
    for command in ("demo", "reset"):
        output, _ = (second := demo.run(command)).communicate(timeout=30)
        assert second.returncode == 1
        assert f"processo {launcher.pid}" in output.decode()


def test_after_a_killed_launcher_the_next_start_recovers(demo: Demo) -> None:
    launcher, left = demo.start(), demo.pids()
    launcher.kill()
    launcher.wait()
    demo.start()
    assert is_ready(demo.ports.web)
    assert [pid for pid in left if identity(pid)] == []


def test_data_of_a_version_with_other_tables_are_refused_with_the_way_out(demo: Demo) -> None:
    notes = demo.folder / "postgres"
    known = json.loads((notes / "migrations.json").read_text())
    (notes / "migrations.json").write_text(json.dumps({**known, next(iter(known)): "0" * 64}))
    (notes / "migrated").write_text("0" * 64)
    output, _ = (launcher := demo.run()).communicate(timeout=60)
    assert launcher.returncode == 1
    assert "make demo-reset" in output.decode()


def test_a_reset_removes_the_folder(demo: Demo) -> None:
    launcher = demo.start()
    launcher.terminate()
    assert launcher.wait(30) == 0
    assert demo.run("reset").wait(30) == 0
    assert not demo.folder.exists()
