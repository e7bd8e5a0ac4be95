"""The Flask application: every endpoint, the hosted pages and the controls on one state."""

import flask
from werkzeug.exceptions import HTTPException

from colletta.local.stripe_simulator import api, balance, charges, controls, customers, errors, events, pages, payouts
from colletta.local.stripe_simulator.accounts import endpoints as accounts
from colletta.local.stripe_simulator.checkout import endpoints as checkout
from colletta.local.stripe_simulator.context import new_id
from colletta.local.stripe_simulator.desk import views as desk
from colletta.local.stripe_simulator.disputes import endpoints as disputes
from colletta.local.stripe_simulator.faults import Faults
from colletta.local.stripe_simulator.faults.injection import Injector
from colletta.local.stripe_simulator.idempotency import Outcome
from colletta.local.stripe_simulator.payments import intent_endpoints, method_endpoints, setup_endpoints
from colletta.local.stripe_simulator.refunds import endpoints as refunds
from colletta.local.stripe_simulator.store import Store

ENDPOINTS = (
    *accounts.ENDPOINTS,
    *balance.ENDPOINTS,
    *charges.ENDPOINTS,
    *checkout.ENDPOINTS,
    *customers.ENDPOINTS,
    *disputes.ENDPOINTS,
    *events.ENDPOINTS,
    *intent_endpoints.ENDPOINTS,
    *method_endpoints.ENDPOINTS,
    *payouts.ENDPOINTS,
    *refunds.ENDPOINTS,
    *setup_endpoints.ENDPOINTS,
)


def create_app(store: Store, *, origin: str) -> flask.Flask:
    """Return the application; ``origin`` is the address that browsers reach it at."""
    app = flask.Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = api.MAX_BODY_BYTES
    app.config["PROPAGATE_EXCEPTIONS"] = True
    faults = Faults()
    requests = api.Api(store=store, faults=Injector(store, faults), origin=origin)
    for endpoint in ENDPOINTS:
        name = f"{endpoint.method} {endpoint.path}".replace(".", "_")
        app.add_url_rule(endpoint.path, name, requests.view(endpoint), methods=[endpoint.method])
    app.register_blueprint(pages.blueprint(store, origin))
    app.register_blueprint(desk.blueprint(store, faults, origin))
    app.register_blueprint(controls.blueprint(store, faults, origin))
    app.register_error_handler(HTTPException, _unknown)
    return app


def _unknown(error: HTTPException) -> flask.typing.ResponseReturnValue:
    if not flask.request.path.startswith("/v1/") or error.code not in (404, 405):
        return error.get_response()
    try:
        api.check_headers()
        refusal = errors.unrecognized_url(flask.request.method, flask.request.path)
    except errors.StripeError as earlier:
        refusal = earlier
    return api.respond(Outcome(refusal.status, refusal.body()), request_id=new_id("req", length=14))
