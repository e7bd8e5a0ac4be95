"""The courier: signs events and sends them to the one webhook endpoint, several at a time, until it answers 2xx.

Owns the threads and the signature; the list of deliveries and its times are in deliveries.py.
Source: https://docs.stripe.com/webhooks#verify-manually
"""

import hashlib
import hmac
import http.client
import logging
import sqlite3
import threading
import time
import urllib.parse

from colletta.local.stripe_simulator import deliveries, fabrications
from colletta.local.stripe_simulator.store import Store

WORKERS = 4
TIMEOUT_SECONDS = 10
POLL_SECONDS = 0.1

log = logging.getLogger(__name__)


def signature_header(payload: bytes, secret: str, *, timestamp: int) -> str:
    """Return the value of ``Stripe-Signature`` for the raw bytes; ``timestamp`` in Unix seconds."""
    signed = str(timestamp).encode() + b"." + payload
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"


class Courier:
    """Sends what is due; a delivery under way when the process dies is sent again after the restart."""

    def __init__(self, store: Store, *, url: str, secret: str) -> None:
        self._store = store
        self._target = urllib.parse.urlsplit(url)
        self._secret = secret
        self._under_way: set[int] = set()
        self._progress = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="courier", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._thread.start()

    def stop(self) -> None:
        """Begin no other delivery; one under way that is cut off is sent again after the restart."""
        self._stopping.set()
        self._progress.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._progress.clear()
            try:
                self._send_what_is_due()
            except sqlite3.Error:
                log.exception("the list of deliveries could not be read")
            self._progress.wait(POLL_SECONDS)

    def _send_what_is_due(self) -> None:
        busy = set(self._under_way)
        if len(busy) >= WORKERS:
            return
        with self._store.transaction() as db:
            rows = [row for row in deliveries.due(db, limit=WORKERS) if row["id"] not in busy]
            kinds = [fabrications.kind_of(db, row["id"]) for row in rows]
            payloads = [
                fabrications.payload(db, row["id"], row["body"], kind) for row, kind in zip(rows, kinds, strict=True)
            ]
        free = list(zip(rows, payloads, kinds, strict=True))
        for row, payload, kind in free[: WORKERS - len(busy)]:
            self._under_way.add(row["id"])
            threading.Thread(target=self._deliver, args=(row["id"], payload, kind), daemon=True).start()

    def _deliver(self, delivery: int, payload: bytes, kind: str | None) -> None:
        status: int | None = None
        error: str | None = None
        try:
            status = self._post(payload, self._signature(payload, kind))
        except (OSError, http.client.HTTPException) as failure:
            error = f"{type(failure).__name__}: {failure}"
        try:
            with self._store.transaction() as db:
                deliveries.settle(db, delivery, status=status, error=error)
        finally:
            self._under_way.discard(delivery)
            self._progress.set()

    def _signature(self, payload: bytes, kind: str | None) -> str:
        secret = fabrications.FORGED_SECRET if kind == "forged" else self._secret
        age = fabrications.STALE_SECONDS if kind == "stale" else 0
        return signature_header(payload, secret, timestamp=int(time.time()) - age)

    def _post(self, payload: bytes, signature: str) -> int:
        connection = http.client.HTTPConnection(
            self._target.hostname or "", self._target.port or 80, timeout=TIMEOUT_SECONDS
        )
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (simulator)",
            "Stripe-Signature": signature,
        }
        try:
            connection.request("POST", self._target.path or "/", body=payload, headers=headers)
            return connection.getresponse().status
        finally:
            connection.close()
