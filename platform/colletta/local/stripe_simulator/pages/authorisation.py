"""The bank's page of an intent that the API confirmed with the person there: authorise, refuse, go back."""

import time
import urllib.parse

import flask

from colletta.local.stripe_simulator import objects
from colletta.local.stripe_simulator.checkout import sessions
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json
from colletta.local.stripe_simulator.pages.shared import Answer, euro, merchant
from colletta.local.stripe_simulator.store import Store

KINDS = {"pi": "payment_intent", "seti": "setup_intent"}


class AuthorisationPages:
    """The views, on one state."""

    def __init__(self, store: Store, origin: str) -> None:
        self._store = store
        self._origin = origin

    def show(self, intent_id: str) -> Answer:
        """Ask the person; an intent that waits for nothing leads back to the product."""
        with self._store.transaction() as db:
            context, intent = self._intent(Context(db, PLATFORM, int(time.time()), self._origin), intent_id)
            if intent["status"] != "requires_action":
                return flask.redirect(_return_address(context, intent), 303)
            page = flask.render_template(
                "challenge.html",
                amount=euro(intent["amount"]) if "amount" in intent else "",
                saves="amount" not in intent,
                merchant=merchant(context),
                items=[],
                action=flask.url_for("pages.answer_authorisation", intent_id=intent_id),
            )
            return page, 200

    def answer(self, intent_id: str) -> Answer:
        """Authorise or refuse, then lead back to the product, which asks the API what came of it."""
        with self._store.transaction() as db:
            context, intent = self._intent(Context(db, PLATFORM, int(time.time()), self._origin), intent_id)
            if intent["status"] == "requires_action":
                sessions.answer_intent(context, intent, answer=flask.request.form.get("answer", ""))
            return flask.redirect(_return_address(context, intent), 303)

    def _intent(self, context: Context, intent_id: str) -> tuple[Context, Json]:
        kind = KINDS.get(intent_id.partition("_")[0], "")
        account = objects.owner(context, kind, intent_id)
        if account is None:
            flask.abort(404)
        context = context.acting_for(account)
        flask.g.form_targets = [url] if (url := objects.inner(context, intent_id).get("return_url")) else []
        if not flask.g.form_targets:
            flask.abort(404)
        return context, objects.fetch(context, kind, intent_id)


def _return_address(context: Context, intent: Json) -> str:
    address = urllib.parse.urlsplit(objects.inner(context, intent["id"])["return_url"])
    outcome = "succeeded" if intent["status"] == "succeeded" else "failed"
    added = {intent["object"]: intent["id"], "redirect_status": outcome}
    query = "&".join(filter(None, (address.query, urllib.parse.urlencode(added))))
    return urllib.parse.urlunsplit(address._replace(query=query))
