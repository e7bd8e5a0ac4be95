"""The hosted onboarding of a connected account: everything is given with one confirmation."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import flask

from colletta.local.stripe_simulator import objects
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import PLATFORM, Context, Json
from colletta.local.stripe_simulator.pages.shared import Answer
from colletta.local.stripe_simulator.store import Store


class OnboardingPages:
    """The views, on one state."""

    def __init__(self, store: Store, origin: str) -> None:
        self._store = store
        self._origin = origin

    def show(self, token: str) -> Answer:
        """Show the onboarding of an account; an old link goes to its refresh address."""
        with self._link(token) as (_context, account, link):
            if account is None:
                return flask.redirect(link["refresh_url"], 303)
            return flask.render_template("onboarding.html", name=onboarding.display_name(account), account=account), 200

    def complete(self, token: str) -> Answer:
        """Give everything that Stripe asks of the account and go back to the product."""
        with self._link(token) as (context, account, link):
            if account is None:
                return flask.redirect(link["refresh_url"], 303)
            if not account["charges_enabled"]:
                onboarding.complete_onboarding(context, account)
            return flask.redirect(link["return_url"], 303)

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
