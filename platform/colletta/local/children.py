"""One child process: started in its own session, written down, ended for sure.

Owns the start, the end and the pid file of a program. Does not know which programs there are.
"""

import contextlib
import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import environ

from colletta.local.identity import identity, orphans
from colletta.local.interruption import checkpoint
from colletta.local.secret_file import write_private

MARKER = "COLLETTA_LOCAL_CHILD"
_PR_SET_PDEATHSIG = 1
_LOG_LIMIT_BYTES = 10_000_000
_ORPHANS_SECONDS = 5
_PAUSE_SECONDS = 0.05


class Child:
    """A program that this process runs; start it from a thread that lives as long as the program must."""

    def __init__(
        self,
        *,
        name: str,
        command: Sequence[str],
        folder: Path,
        env: Mapping[str, str] | None = None,
        stop_signal: signal.Signals = signal.SIGTERM,
        patience_seconds: float = 10,
    ) -> None:
        self.name = name
        self.command = list(command)
        self.log = folder / f"{name}.log"
        self.pid_file = folder / f"{name}.pid"
        self._env = dict(env or {})
        self._stop_signal = stop_signal
        self._patience_seconds = patience_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._log_start = 0

    @property
    def pid(self) -> int | None:
        """Process number of the running program, or None."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def returncode(self) -> int | None:
        """Exit status of the program that ended last; negative for a signal, None when there is none."""
        return self._process.returncode if self._process else None

    @property
    def started(self) -> bool:
        """Whether it was started and not stopped since; it may have died meanwhile."""
        return self._process is not None

    def start(self) -> None:
        """End what an earlier launcher left behind, then start the program without waiting for it."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.end_leftover()
        with os.fdopen(os.open(self.log, self._log_flags(), 0o600), "ab") as log:
            self._log_start = os.fstat(log.fileno()).st_size
            self._process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**environ.Env.ENVIRON, **self._env, MARKER: str(self.pid_file)},
                cwd="/",
                start_new_session=True,
                preexec_fn=_dies_with(os.getpid(), self._stop_signal),  # noqa: PLW1509
            )
        note = {"pid": self._process.pid, "identity": identity(self._process.pid)}
        write_private(self.pid_file, json.dumps(note))

    def stop(self) -> None:
        """Ask the program to end, insist when it does not, and leave nothing of it."""
        if self._process is None:
            return
        if self._process.poll() is None:
            self._process.send_signal(self._stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(self._patience_seconds)
        self.kill()
        self.pid_file.unlink(missing_ok=True)
        self._process = None

    def kill(self) -> None:
        """End the program and its own children at once, as a crash would."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        _end_orphans(self._process.pid, self.pid_file)

    def has_ended(self) -> bool:
        """Say whether the program does not run."""
        return self.pid is None

    def output(self) -> str:
        """Return what the program printed since its last start."""
        with self.log.open("rb") as log:
            log.seek(self._log_start)
            return log.read().decode("utf-8", errors="replace")

    def end_leftover(self) -> None:
        """End what an earlier launcher left running under this name and folder."""
        end_leftover(self.pid_file, self._stop_signal, self._patience_seconds)

    def _log_flags(self) -> int:
        too_long = self.log.exists() and self.log.stat().st_size > _LOG_LIMIT_BYTES
        return os.O_WRONLY | os.O_CREAT | os.O_APPEND | (os.O_TRUNC if too_long else 0)


def end_leftover(pid_file: Path, stop_signal: signal.Signals, patience_seconds: float) -> None:
    """End the process that the file names, if it is still the same one, and what that process left."""
    try:
        note = json.loads(pid_file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    pid = int(note["pid"])
    if note["identity"] and identity(pid) == note["identity"]:
        _end(pid, note["identity"], stop_signal, patience_seconds)
    _end_orphans(pid, pid_file)
    pid_file.unlink()


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    """Ask every 50 ms; say whether the answer became yes in time. Raises Interrupted when told to stop."""

    def ready_or_told_to_stop() -> bool:
        if ready():
            return True
        checkpoint()
        return False

    return _poll(ready_or_told_to_stop, seconds)


def _poll(ready: Callable[[], bool], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE_SECONDS)
    return True


def _end(pid: int, known: str, stop_signal: signal.Signals, patience_seconds: float) -> None:
    _signal(pid, stop_signal)
    if not _poll(lambda: identity(pid) != known, patience_seconds):
        _signal(pid, signal.SIGKILL)
        _poll(lambda: identity(pid) != known, patience_seconds)


def _end_orphans(leader: int, pid_file: Path) -> None:
    marker = f"{MARKER}={pid_file}\0"
    for orphan in orphans(leader, marker):
        _signal(orphan, signal.SIGKILL)
    _poll(lambda: not orphans(leader, marker), _ORPHANS_SECONDS)


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _dies_with(parent: int, stop_signal: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None).prctl

    def bind() -> None:
        prctl(_PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return bind
