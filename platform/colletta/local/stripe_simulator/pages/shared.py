"""What the hosted pages share: their answer's headers, amounts in Italian, whom the money goes to."""

import urllib.parse

import flask
from werkzeug.wrappers import Response

from colletta.local.stripe_simulator import objects
from colletta.local.stripe_simulator.accounts import onboarding
from colletta.local.stripe_simulator.context import PLATFORM, Context

Answer = Response | tuple[str, int]


def euro(cents: int) -> str:
    """Return an amount in cents as Italians write it: 1.234,56 €."""
    sign = "−" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}".replace(",", ".") + f",{abs(cents) % 100:02d}\u00a0€"


def merchant(context: Context) -> str:
    """Return the name of the account that the operation acts for."""
    if context.account == PLATFORM:
        return "Piattaforma"
    return onboarding.display_name(objects.fetch(context.acting_for(PLATFORM), "account", context.account))


def protect(response: flask.Response) -> flask.Response:
    """Set the headers of a page without scripts, whose forms lead only here or back to the product."""
    targets = [urllib.parse.urlsplit(url) for url in flask.g.get("form_targets", [])]
    origins = sorted({f"{target.scheme}://{target.netloc}" for target in targets})
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action "
        + " ".join(["'self'", *origins])
    )
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
