"""Where a person is sent to authorise a card: the next action of an intent that the API confirms.

The page itself is in pages/. Source: https://docs.stripe.com/payments/3d-secure
"""

from colletta.local.stripe_simulator import errors, objects
from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Context, Json

AUTOMATIC = p.shape({"enabled": p.boolean, "allow_redirects": p.one_of("always", "never")}, required=("enabled",))


def ensure_possible(params: Json) -> None:
    """Raise 400, as Stripe does, where a confirmed intent could need a redirect and has no address to return to."""
    automatic = params.get("automatic_payment_methods")
    allowed = automatic["enabled"] if automatic else "payment_method_types" not in params
    redirects = allowed and (automatic or {}).get("allow_redirects", "always") == "always"
    if params.get("confirm") and not params.get("off_session") and redirects and "return_url" not in params:
        message = (
            "This intent is configured to accept payment methods enabled in your Dashboard. Because some of these "
            "payment methods might redirect your customer off of your page, you must provide a `return_url`. If you "
            "don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` "
            "and `automatic_payment_methods[allow_redirects]` to `never` when creating."
        )
        raise errors.invalid(message, param="return_url")


def next_action(context: Context, intent: Json, params: Json) -> Json:
    """Return the page where the person authorises, or the SDK's own way where no return address is given."""
    if "return_url" not in params:
        return {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}
    objects.keep(context, intent["id"], {"return_url": params["return_url"]})
    url = f"{context.origin}/autorizza/{intent['id']}"
    return {"type": "redirect_to_url", "redirect_to_url": {"return_url": params["return_url"], "url": url}}
