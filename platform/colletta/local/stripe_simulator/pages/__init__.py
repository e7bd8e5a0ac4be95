"""The pages that people see on the processor's side: pay or save a card, 3-D Secure, onboarding.

Owns HTTP and words (Italian); money moves in checkout/ and payments/. No JavaScript, strict CSP.
"""

import flask

from colletta.local.stripe_simulator.pages import shared
from colletta.local.stripe_simulator.pages.authorisation import AuthorisationPages
from colletta.local.stripe_simulator.pages.checkout import CheckoutPages
from colletta.local.stripe_simulator.pages.onboarding import OnboardingPages
from colletta.local.stripe_simulator.store import Store


def blueprint(store: Store, origin: str) -> flask.Blueprint:
    """Return the hosted pages on this state."""
    hosted = flask.Blueprint("pages", __name__)
    checkout = CheckoutPages(store, origin)
    authorisation = AuthorisationPages(store, origin)
    onboarding = OnboardingPages(store, origin)
    for path, name, view, method in (
        ("/pay/<session_id>", "show_payment", checkout.show, "GET"),
        ("/pay/<session_id>", "pay", checkout.submit, "POST"),
        ("/pay/<session_id>/autorizza", "show_challenge", checkout.show_challenge, "GET"),
        ("/pay/<session_id>/autorizza", "answer_challenge", checkout.answer_challenge, "POST"),
        ("/autorizza/<intent_id>", "show_authorisation", authorisation.show, "GET"),
        ("/autorizza/<intent_id>", "answer_authorisation", authorisation.answer, "POST"),
        ("/onboarding/<token>", "show_onboarding", onboarding.show, "GET"),
        ("/onboarding/<token>", "complete_onboarding", onboarding.complete, "POST"),
    ):
        hosted.add_url_rule(path, name, view, methods=[method])
    hosted.after_request(shared.protect)
    return hosted
