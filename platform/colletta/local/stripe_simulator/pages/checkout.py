"""The hosted page of a Checkout Session: the card form, 3-D Secure, paid or expired."""

import datetime
import time
from collections.abc import Iterator
from contextlib import contextmanager

import flask

from colletta.local.stripe_simulator import cards, objects
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json
from colletta.local.stripe_simulator.pages.shared import Answer, euro, merchant
from colletta.local.stripe_simulator.store import Store


class CheckoutPages:
    """The views, on one state."""

    def __init__(self, store: Store, origin: str) -> None:
        self._store = store
        self._origin = origin

    def show(self, session_id: str) -> Answer:
        """Show the card form of an open session, or say that it is paid or expired."""
        with self._session(session_id) as (context, session):
            return self._page(context, session)

    def submit(self, session_id: str) -> Answer:
        """Try the submitted card; a session already complete goes on to its success page."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open":
                return self._closed(context, session)
            if not onboarding.can_charge(context):
                return self._page(context, session, refused=True, status=409)
            card, errors = cards.read(flask.request.form, today=datetime.datetime.now(datetime.UTC).date())
            if card is None:
                return self._page(context, session, errors=errors, status=422)
            decline = sessions.submit(context, session, card)
            if decline is not None:
                return self._page(context, session, decline=decline, status=402)
            if session["status"] == "complete":
                return flask.redirect(sessions.success_address(session), 303)
            return flask.redirect(flask.url_for("pages.show_challenge", session_id=session_id), 303)

    def show_challenge(self, session_id: str) -> Answer:
        """Show the bank's 3-D Secure page when a card waits for it."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open" or not sessions.waits_for_authentication(context, session):
                return flask.redirect(flask.url_for("pages.show_payment", session_id=session_id), 303)
            action = flask.url_for("pages.answer_challenge", session_id=session_id)
            return flask.render_template("challenge.html", **_words(context, session), action=action), 200

    def answer_challenge(self, session_id: str) -> Answer:
        """Authorise or refuse what waits."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open":
                return self._closed(context, session)
            decline = sessions.answer_challenge(context, session, answer=flask.request.form.get("answer", ""))
            if session["status"] == "complete":
                return flask.redirect(sessions.success_address(session), 303)
            return self._page(context, session, decline=decline, status=402 if decline else 200)

    def _page(
        self,
        context: Context,
        session: Json,
        *,
        errors: dict[str, str] | None = None,
        decline: cards.Decline | None = None,
        refused: bool = False,
        status: int = 200,
    ) -> Answer:
        words = _words(context, session)
        if session["status"] != "open":
            return flask.render_template("closed.html", **words), 200
        form = flask.request.form
        page = flask.render_template(
            "pay.html", **words, errors=errors or {}, decline=decline, refused=refused, form=form
        )
        return page, status

    def _closed(self, context: Context, session: Json) -> Answer:
        if session["status"] == "complete":
            return flask.redirect(sessions.success_address(session), 303)
        return self._page(context, session)

    @contextmanager
    def _session(self, session_id: str) -> Iterator[tuple[Context, Json]]:
        with self._store.transaction() as db:
            context = Context(db, PLATFORM, int(time.time()), self._origin)
            account = objects.owner(context, "checkout.session", session_id)
            if account is None:
                flask.abort(404)
            context = context.acting_for(account)
            session = objects.fetch(context, "checkout.session", session_id)
            if session["status"] == "open" and session["expires_at"] <= context.now:
                sessions.expire(context, session)
            flask.g.form_targets = [session["success_url"]]
            yield context, session


def _words(context: Context, session: Json) -> Json:
    submit = session["custom_text"]["submit"]
    return {
        "session": session,
        "saves": session["mode"] == "setup",
        "merchant": merchant(context),
        "amount": "" if session["amount_total"] is None else euro(session["amount_total"]),
        "items": objects.inner(context, session["id"])["items"],
        "message": submit["message"] if submit else "",
        "success_address": sessions.success_address(session),
    }
