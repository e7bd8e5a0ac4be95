"""The fixtures of the simulator's tests: a test module names this one in ``pytest_plugins``."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.ports import free_port
from tests.local.stripe_simulator_process import Endpoint, Simulator


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A webhook endpoint."""
    listening = Endpoint()
    yield listening
    listening.hold.set()
    listening.server.shutdown()
    listening.server.server_close()


@pytest.fixture
def own_simulator(tmp_path: Path, endpoint: Endpoint) -> Iterator[Simulator]:
    """A simulator of this test alone, which it may kill and restart."""
    simulator = Simulator(tmp_path, endpoint.url)
    simulator.start()
    yield simulator
    if simulator.process is not None and simulator.process.poll() is None:
        simulator.end()


@pytest.fixture(scope="module")
def simulator(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Simulator]:
    """A simulator shared by the tests of a module, whose webhooks nobody hears."""
    shared = Simulator(tmp_path_factory.mktemp("stripe"), f"http://127.0.0.1:{free_port()}/")
    shared.start()
    yield shared
    shared.end()


@pytest.fixture
def account(simulator: Simulator) -> str:
    """A connected account that can charge, new for each test."""
    return simulator.onboarded_account()
