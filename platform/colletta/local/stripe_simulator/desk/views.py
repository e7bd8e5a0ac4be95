"""The page and its forms: every button posts an action and comes back with what was done."""

import time
import urllib.parse
from collections.abc import Callable

import flask

from colletta.local.stripe_simulator import actions
from colletta.local.stripe_simulator.context import PLATFORM, Context
from colletta.local.stripe_simulator.desk import overview
from colletta.local.stripe_simulator.faults import Fault, Faults, plan
from colletta.local.stripe_simulator.pages.shared import Answer, protect
from colletta.local.stripe_simulator.store import Store

PERCENT = 100
ROADS = {"/v1/": "di qualunque tipo", "/v1/checkout/sessions": "di pagamento", "/v1/refunds": "di rimborso"}


class Desk:
    """The views, on one state."""

    def __init__(self, store: Store, faults: Faults, origin: str) -> None:
        self._store = store
        self._faults = faults
        self._origin = origin

    def show(self) -> Answer:
        """Show everything, with the outcome of the form before."""
        query = flask.request.args
        return self._page(done=query.get("fatto", ""), wrong="")

    def act(self, action: str) -> Answer:
        """Do one named action."""
        return self._do(lambda context: actions.perform(context, action, flask.request.form))

    def demand(self) -> Answer:
        """Ask for a fault in the next requests of a kind."""
        form = flask.request.form

        def add(_context: Context) -> None:
            count = int(form.get("count", "1"))
            self._faults.add(Fault(kind=form.get("kind", ""), path=form.get("path", "/v1/"), count=max(count, 1)))

        return self._do(add)

    def follow(self) -> Answer:
        """Put a fault plan in force, or end it."""
        form = flask.request.form

        def change(context: Context) -> None:
            if "stop" in form:
                plan.stop(context.db)
                return
            rates = {kind: int(form.get(kind) or 0) / PERCENT for kind in overview.FAULT_WORDS}
            plan.follow(context.db, {"seed": int(form.get("seed") or 0), "rates": rates})

        return self._do(change)

    def _do(self, change: Callable[[Context], None]) -> Answer:
        origin = flask.request.headers.get("Origin")
        if origin is not None and origin != f"{flask.request.scheme}://{flask.request.host}":
            flask.abort(403)
        try:
            with self._store.transaction() as db:
                change(Context(db, PLATFORM, int(time.time()), self._origin))
        except ValueError as error:
            return self._page(done="", wrong=str(error), status=422)
        words = urllib.parse.quote(flask.request.form.get("words", "Fatto"))
        return flask.redirect(f"{flask.url_for('desk.show')}?fatto={words}", 303)

    def _page(self, *, done: str, wrong: str, status: int = 200) -> Answer:
        with self._store.transaction() as db:
            context = Context(db, PLATFORM, int(time.time()), self._origin)
            everything = overview.everything(context, self._faults)
        return flask.render_template(
            "desk.html", **everything, done=done, wrong=wrong, roads=ROADS, shown=overview.SHOWN
        ), status


def blueprint(store: Store, faults: Faults, origin: str) -> flask.Blueprint:
    """Return the desk of this simulator."""
    views = Desk(store, faults, origin)
    desk = flask.Blueprint("desk", __name__, url_prefix="/_simulator")
    desk.add_url_rule("/", "show", views.show)
    desk.add_url_rule("/azioni/<action>", "act", views.act, methods=["POST"])
    desk.add_url_rule("/guasti", "demand", views.demand, methods=["POST"])
    desk.add_url_rule("/piano", "follow", views.follow, methods=["POST"])
    desk.after_request(protect)
    return desk
