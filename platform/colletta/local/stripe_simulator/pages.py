"""The pages that people see on the processor's side: pay with a card, 3-D Secure, onboarding.

Owns HTTP and words (Italian); money moves in checkout/ and payments.py. No JavaScript, strict CSP.
"""

import datetime
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager

import flask
from werkzeug.wrappers import Response

from colletta.local.stripe_simulator import cards, objects
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json
from colletta.local.stripe_simulator.store import Store

Answer = Response | tuple[str, int]


class Pages:
    """The views, on one state."""

    def __init__(self, store: Store, origin: str) -> None:
        self._store = store
        self._origin = origin

    def show_payment(self, session_id: str) -> Answer:
        """Show the card form of an open session, or say that it is paid or expired."""
        with self._session(session_id) as (context, session):
            return self._payment_page(context, session)

    def pay(self, session_id: str) -> Answer:
        """Try the submitted card; a session already paid goes on to its success page."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open":
                return self._closed(context, session)
            card, errors = cards.read(flask.request.form, today=datetime.datetime.now(datetime.UTC).date())
            if card is None:
                return self._payment_page(context, session, errors=errors, status=422)
            decline = sessions.pay(context, session, card)
            if decline is not None:
                return self._payment_page(context, session, decline=decline, status=402)
            if session["status"] == "complete":
                return flask.redirect(sessions.success_address(session), 303)
            return flask.redirect(flask.url_for("pages.show_challenge", session_id=session_id), 303)

    def show_challenge(self, session_id: str) -> Answer:
        """Show the bank's 3-D Secure page when a card waits for it."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open" or not sessions.waits_for_authentication(context, session):
                return flask.redirect(flask.url_for("pages.show_payment", session_id=session_id), 303)
            return flask.render_template("challenge.html", **_payment_words(context, session)), 200

    def answer_challenge(self, session_id: str) -> Answer:
        """Authorise or refuse the payment that waits."""
        with self._session(session_id) as (context, session):
            if session["status"] != "open":
                return self._closed(context, session)
            decline = sessions.answer_challenge(context, session, answer=flask.request.form.get("answer", ""))
            if session["status"] == "complete":
                return flask.redirect(sessions.success_address(session), 303)
            return self._payment_page(context, session, decline=decline, status=402 if decline else 200)

    def show_onboarding(self, token: str) -> Answer:
        """Show the onboarding of an account; an old link goes to its refresh address."""
        with self._link(token) as (_context, account, link):
            if account is None:
                return flask.redirect(link["refresh_url"], 303)
            return flask.render_template("onboarding.html", name=onboarding.display_name(account), account=account), 200

    def complete_onboarding(self, token: str) -> Answer:
        """Give everything that Stripe asks of the account and go back to the product."""
        with self._link(token) as (context, account, link):
            if account is None:
                return flask.redirect(link["refresh_url"], 303)
            if not account["details_submitted"]:
                onboarding.complete_onboarding(context, account)
            return flask.redirect(link["return_url"], 303)

    def _payment_page(
        self,
        context: Context,
        session: Json,
        *,
        errors: dict[str, str] | None = None,
        decline: cards.Decline | None = None,
        status: int = 200,
    ) -> Answer:
        words = _payment_words(context, session)
        if session["status"] != "open":
            return flask.render_template("closed.html", **words), 200
        page = flask.render_template("pay.html", **words, errors=errors or {}, decline=decline, form=flask.request.form)
        return page, status

    def _closed(self, context: Context, session: Json) -> Answer:
        if session["status"] == "complete":
            return flask.redirect(sessions.success_address(session), 303)
        return self._payment_page(context, session, status=200)

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

    @contextmanager
    def _link(self, token: str) -> Iterator[tuple[Context, Json | None, Json]]:
        with self._store.transaction() as db:
            context = Context(db, PLATFORM, int(time.time()), self._origin)
            link = objects.find(context, token)
            if link is None or link["object"] != "account_link":
                flask.abort(404)
            kept = objects.inner(context, token)
            flask.g.form_targets = [kept["return_url"], kept["refresh_url"]]
            live = link["expires_at"] > context.now
            yield context, objects.fetch(context, "account", kept["account"]) if live else None, kept


def euro(cents: int) -> str:
    """Return an amount in cents as Italians write it: 1.234,56 €."""
    return f"{cents // 100:,}".replace(",", ".") + f",{cents % 100:02d}\u00a0€"


def _payment_words(context: Context, session: Json) -> Json:
    merchant = "Piattaforma"
    if context.account != PLATFORM:
        account = objects.fetch(context.acting_for(PLATFORM), "account", context.account)
        merchant = onboarding.display_name(account)
    return {
        "session": session,
        "merchant": merchant,
        "amount": euro(session["amount_total"]),
        "items": objects.inner(context, session["id"])["items"],
        "success_address": sessions.success_address(session),
    }


def _protect(response: flask.Response) -> flask.Response:
    targets = [urllib.parse.urlsplit(url) for url in flask.g.get("form_targets", [])]
    origins = sorted({f"{target.scheme}://{target.netloc}" for target in targets})
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action "
        + " ".join(["'self'", *origins])
    )
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def blueprint(store: Store, origin: str) -> flask.Blueprint:
    """Return the hosted pages on this state."""
    pages = Pages(store, origin)
    hosted = flask.Blueprint("pages", __name__)
    hosted.add_url_rule("/pay/<session_id>", "show_payment", pages.show_payment)
    hosted.add_url_rule("/pay/<session_id>", "pay", pages.pay, methods=["POST"])
    hosted.add_url_rule("/pay/<session_id>/autorizza", "show_challenge", pages.show_challenge)
    hosted.add_url_rule("/pay/<session_id>/autorizza", "answer_challenge", pages.answer_challenge, methods=["POST"])
    hosted.add_url_rule("/onboarding/<token>", "show_onboarding", pages.show_onboarding)
    hosted.add_url_rule("/onboarding/<token>", "complete_onboarding", pages.complete_onboarding, methods=["POST"])
    hosted.after_request(_protect)
    return hosted
