"""Idempotency keys as Stripe documents them.

The first answer to a key is stored with the effects it reports, errors included, and given again for the
same parameters; other parameters are refused; a key in use is refused with 409. Parameters that fail their
check never reach this module, so nothing is stored for them.
Source: https://docs.stripe.com/api/idempotent_requests
"""

import contextlib
import dataclasses
import hashlib
import json
import sqlite3
import threading
from collections.abc import Callable, Iterator

from colletta.local.stripe_simulator import errors
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.store import savepoint

KEPT_SECONDS = 24 * 3600
KEY_LENGTH = 255


@dataclasses.dataclass(frozen=True)
class Outcome:
    """A finished request: HTTP status, body, and the first request's id when this is a replay."""

    status: int
    body: Json
    original_request: str | None = None

    def text(self) -> str:
        """Return the body as it is sent."""
        return json.dumps(self.body)


class KeysInUse:
    """The keys whose first request is still running in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._keys: set[tuple[str, str]] = set()

    @contextlib.contextmanager
    def claim(self, account: str, key: str) -> Iterator[None]:
        """Hold a key while its request runs; raises the 409 when it is held already."""
        with self._lock:
            if (account, key) in self._keys:
                raise errors.idempotency_in_use(key)
            self._keys.add((account, key))
        try:
            yield
        finally:
            with self._lock:
                self._keys.discard((account, key))


def check_key(key: str) -> None:
    """Raise 400 for a key longer than Stripe accepts."""
    if len(key) > KEY_LENGTH:
        raise errors.invalid(f"Idempotency keys can be at most {KEY_LENGTH} characters long.")


def once(context: Context, *, path: str, raw: Json, answer: Callable[[], Json]) -> Outcome:
    """Answer a POST the first time its key is seen, and give that answer again afterwards.

    Raises ``idempotency_error`` (400) when the key was used with other parameters or on another endpoint.
    """
    key = context.idempotency_key
    if key is None:
        return _execute(context, answer)
    fingerprint = hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()
    known = context.db.execute(
        "SELECT * FROM idempotency WHERE account = ? AND key = ? AND created > ?",
        (context.account, key, context.now - KEPT_SECONDS),
    ).fetchone()
    if known is not None:
        return _replay(known, key=key, path=path, fingerprint=fingerprint)
    outcome = _execute(context, answer)
    context.db.execute(
        "INSERT OR REPLACE INTO idempotency (account, key, created, path, fingerprint, request_id, status, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (context.account, key, context.now, path, fingerprint, context.request_id, outcome.status, outcome.text()),
    )
    return outcome


def forget_expired(db: sqlite3.Connection, *, now: int) -> None:
    """Delete the keys older than 24 hours; ``now`` in Unix seconds."""
    db.execute("DELETE FROM idempotency WHERE created <= ?", (now - KEPT_SECONDS,))


def _execute(context: Context, answer: Callable[[], Json]) -> Outcome:
    try:
        with savepoint(context.db):
            return _answer(answer)
    except errors.StripeError as error:
        return Outcome(error.status, error.body())


def _answer(answer: Callable[[], Json]) -> Outcome:
    try:
        return Outcome(200, answer())
    except errors.CardDeclinedError as declined:
        return Outcome(declined.status, declined.body())


def _replay(known: sqlite3.Row, *, key: str, path: str, fingerprint: str) -> Outcome:
    if known["path"] != path:
        raise errors.idempotency_other_endpoint(key, path, known["path"])
    if known["fingerprint"] != fingerprint:
        raise errors.idempotency_mismatch(key)
    return Outcome(known["status"], json.loads(known["body"]), known["request_id"])
