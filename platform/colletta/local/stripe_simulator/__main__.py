"""Start the simulator: ``python -m colletta.local.stripe_simulator --port N --state FILE.sqlite …``.

Listens on the loopback address only; ends on SIGTERM or Ctrl-C; refuses to run beside a live key.
"""

import argparse
import logging
import os
import signal
import sqlite3
import sys
import threading
import time
import urllib.parse
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from werkzeug.serving import WSGIRequestHandler, make_server

from colletta.local.stripe_simulator import balance, idempotency, later
from colletta.local.stripe_simulator.api import LIVE_KEY_PREFIXES
from colletta.local.stripe_simulator.app import create_app
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.context import PLATFORM, Context
from colletta.local.stripe_simulator.store import Store
from colletta.local.stripe_simulator.webhooks import Courier

HOUSEKEEPING_SECONDS = 1

log = logging.getLogger(__name__)


class Handler(WSGIRequestHandler):
    """Answers without delay and without a line in the log for each request."""

    disable_nagle_algorithm = True

    def log_request(self, _code: int | str = "-", _size: int | str = "-") -> None:
        """Write nothing."""

    def connection_dropped(self, _error: BaseException, _environ: object = None) -> None:
        """Close the connection at once."""
        self.close_connection = True


def live_key_names(environment: Mapping[str, str]) -> list[str]:
    """Return the names of the variables that hold a live Stripe key."""
    return sorted(name for name, value in environment.items() if any(prefix in value for prefix in LIVE_KEY_PREFIXES))


def parse_arguments(arguments: list[str]) -> argparse.Namespace:
    """Return the command line; ends with status 2 when it is wrong."""
    parser = argparse.ArgumentParser(prog="python -m colletta.local.stripe_simulator", description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True, help="SQLite file, created when missing")
    parser.add_argument("--webhook-url", required=True, help="where signed events are sent (http)")
    parser.add_argument("--webhook-secret", required=True, help="the endpoint's signing secret (whsec_...)")
    chosen = parser.parse_args(arguments)
    target = urllib.parse.urlsplit(chosen.webhook_url)
    if target.scheme != "http" or not target.hostname:
        parser.error("--webhook-url must be an http address on this machine")
    return chosen


def keep_house(store: Store, origin: str, stopping: threading.Event) -> None:
    """Do every second what time alone makes due: sessions expire, funds become available, old keys go."""
    while not stopping.wait(HOUSEKEEPING_SECONDS):
        try:
            with store.transaction() as db:
                context = Context(db, PLATFORM, int(time.time()), origin)
                sessions.expire_due(context)
                balance.mature(context)
                later.do_due(db, origin=origin)
                idempotency.forget_expired(db, now=context.now)
        except sqlite3.Error:
            log.exception("what time makes due could not be done")


def interrupt(_signal: int, _frame: object) -> NoReturn:
    """Turn SIGTERM into the end of the server."""
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Serve until a signal; return the exit status."""
    if names := live_key_names(os.environ):
        print(f"The Stripe simulator refuses to run beside a live key: unset {', '.join(names)}.", file=sys.stderr)
        return 2
    logging.basicConfig(level=logging.WARNING, format="stripe-simulator %(levelname)s %(message)s")
    chosen = parse_arguments(arguments)
    chosen.state.parent.mkdir(parents=True, exist_ok=True)
    origin = f"http://localhost:{chosen.port}"
    store = Store(chosen.state)
    signal.signal(signal.SIGTERM, interrupt)
    server = make_server(
        "127.0.0.1", chosen.port, create_app(store, origin=origin), threaded=True, request_handler=Handler
    )
    courier = Courier(store, url=chosen.webhook_url, secret=chosen.webhook_secret)
    stopping = threading.Event()
    housekeeper = threading.Thread(target=keep_house, args=(store, origin, stopping), daemon=True)
    courier.start()
    housekeeper.start()
    print(f"Stripe simulator on {origin}", flush=True)
    server.serve_forever()
    stopping.set()
    courier.stop()
    housekeeper.join()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
