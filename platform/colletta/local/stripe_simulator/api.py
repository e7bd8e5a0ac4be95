"""The path of one API request: key, account, parameters, faults, idempotency, transaction, answer.

Owns the order of these steps, as Stripe documents it; what an endpoint does is in its own module.
"""

import dataclasses
import functools
import logging
import time
from collections.abc import Callable
from typing import Any

import flask

from colletta.local.stripe_simulator import errors, idempotency, objects, parameters
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json, new_id
from colletta.local.stripe_simulator.endpoint import Endpoint
from colletta.local.stripe_simulator.events import API_VERSION
from colletta.local.stripe_simulator.faults.injection import Injector
from colletta.local.stripe_simulator.faults.plan import Strike
from colletta.local.stripe_simulator.idempotency import KeysInUse, Outcome
from colletta.local.stripe_simulator.store import Store

TEST_KEY_PREFIXES = ("sk_test_", "rk_test_")
LIVE_KEY_PREFIXES = ("sk_live_", "rk_live_")
MAX_BODY_BYTES = 256 * 1024

log = logging.getLogger(__name__)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Call:
    """One request whose key and parameters have been checked."""

    endpoint: Endpoint
    path_values: dict[str, str]
    raw: Json
    params: Json
    request_id: str
    account: str
    key: str | None


@dataclasses.dataclass(frozen=True)
class Api:
    """What every request needs: the state, the keys in use, the faults and the simulator's own address."""

    store: Store
    faults: Injector
    origin: str
    keys_in_use: KeysInUse = dataclasses.field(default_factory=KeysInUse)

    def view(self, endpoint: Endpoint) -> Callable[..., flask.Response]:
        """Return the Flask view of an endpoint."""
        return functools.partial(self._view, endpoint)

    def _view(self, endpoint: Endpoint, **path_values: str) -> flask.Response:
        request_id = new_id("req", length=14)
        path = flask.request.path
        strike: Strike | None = None
        try:
            call = self._check(endpoint, path_values, request_id)
            strike = self.faults.before(endpoint.method, path)
            outcome = self._execute(call)
        except errors.StripeError as error:
            outcome = Outcome(error.status, error.body())
        except Exception:
            log.exception("%s %s failed", endpoint.method, path)
            outcome = Outcome(500, errors.internal().body())
        self.faults.after(strike, endpoint.method, path)
        return respond(outcome, request_id=request_id)

    def _check(self, endpoint: Endpoint, path_values: dict[str, str], request_id: str) -> Call:
        check_headers()
        request = flask.request
        source = request.form if endpoint.method == "POST" else request.args
        raw = parameters.parse(source.items(multi=True))
        return Call(
            endpoint=endpoint,
            path_values=path_values,
            raw=raw,
            params=endpoint.check(raw),
            request_id=request_id,
            account=request.headers.get("Stripe-Account", PLATFORM),
            key=request.headers.get("Idempotency-Key") if endpoint.method == "POST" else None,
        )

    def _execute(self, call: Call) -> Outcome:
        if call.key is None:
            return self._run(call)
        idempotency.check_key(call.key)
        with self.keys_in_use.claim(call.account, call.key):
            return self._run(call)

    def _run(self, call: Call) -> Outcome:
        path = flask.request.path
        self.faults.delay(call.endpoint.method, path)
        with self.store.transaction() as db:
            context = Context(db, call.account, int(time.time()), self.origin, call.request_id, call.key)
            onboarding.ensure_exists(context)

            def answer() -> Json:
                body = call.endpoint.answer(context, call.params, **call.path_values)
                return objects.expand(context, body, call.params.get("expand", []))

            return idempotency.once(context, path=path, raw=call.raw, answer=answer)


def check_headers() -> None:
    """Raise 401 without a test key, 400 for a version or a context that the simulator does not speak."""
    headers = flask.request.headers
    authorization = flask.request.authorization
    key = (authorization.token or authorization.get("username") or "") if authorization else ""
    if key.startswith(LIVE_KEY_PREFIXES):
        raise errors.unauthorized("This is the Stripe simulator: it refuses live keys. Use a test key (sk_test_...).")
    if not key.startswith(TEST_KEY_PREFIXES):
        raise errors.unauthorized("Invalid API Key provided. Use a test key (sk_test_...).")
    if headers.get("Stripe-Version", API_VERSION) != API_VERSION:
        raise errors.invalid(f"Invalid Stripe API version: the simulator speaks {API_VERSION} only.")
    if "Stripe-Context" in headers:
        raise errors.invalid("The simulator does not know the Stripe-Context header: use Stripe-Account.")


def respond(outcome: Outcome, *, request_id: str) -> flask.Response:
    """Return the HTTP answer of an outcome, with Stripe's headers."""
    headers: dict[str, Any] = {"Request-Id": request_id, "Stripe-Version": API_VERSION}
    for echoed in ("Idempotency-Key", "Stripe-Account"):
        if echoed in flask.request.headers:
            headers[echoed] = flask.request.headers[echoed]
    if outcome.original_request is not None:
        headers |= {"Idempotent-Replayed": "true", "Original-Request": outcome.original_request}
    return flask.Response(outcome.text(), outcome.status, headers, mimetype="application/json")
