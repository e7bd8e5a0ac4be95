"""The embedded Valkey keeps what was written, and ends when told."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from colletta.local.errors import PortBusy
from colletta.local.identity import identity
from colletta.local.valkey import Valkey
from tests.harness.ports import free_port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Valkey]:
    server = Valkey(tmp_path / "valkey", free_port())
    server.start()
    yield server
    server.stop()


def test_a_stop_ends_the_server_and_a_start_finds_the_data_again(server: Valkey) -> None:
    write(server)
    pid = server.child.pid
    server.stop()
    assert identity(pid) is None
    server.start()
    assert read(server) == b"kept"


def test_what_was_written_survives_a_killed_server(server: Valkey) -> None:
    write(server)
    server.kill()
    server.start()
    assert read(server) == b"kept"


def test_a_server_left_by_a_killed_launcher_is_ended_by_the_next_one(server: Valkey) -> None:
    write(server)
    left = server.child.pid
    successor = Valkey(server.folder, server.port)
    successor.start()
    try:
        assert identity(left) is None
        assert read(successor) == b"kept"
    finally:
        successor.stop()


def test_nobody_is_served_without_the_password(server: Valkey) -> None:
    with pytest.raises(redis.exceptions.AuthenticationError):
        redis.Redis(port=server.port, retry=Retry(NoBackoff(), 0)).ping()


def test_a_busy_port_is_named_with_the_variable_that_moves_it(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortBusy, match=f"{port}.*COLLETTA_VALKEY_PORT"):
            Valkey(tmp_path / "valkey", port).start()


def write(server: Valkey) -> None:
    redis.Redis.from_url(server.url()).set("key", "kept")


def read(server: Valkey) -> bytes | None:
    return redis.Redis.from_url(server.url()).get("key")
