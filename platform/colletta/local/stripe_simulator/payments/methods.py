"""PaymentMethods: a card as typed or one of the published ``pm_card_…``, and the customer that it is saved for.

Beside each object stands what is never shown: the name of its test card, whether it was set up for payments while
its owner is away, and whether it was used without a customer (then it cannot be used again).
"""

from colletta.local.stripe_simulator import errors, events, objects
from colletta.local.stripe_simulator.cards import Card, Decline, TestCard, catalogue, named
from colletta.local.stripe_simulator.context import Context, Json, new_id

TOKEN_EXPIRY = {"month": 12, "year": 2034}


def of_card(context: Context, card: Card, *, email: str | None) -> Json:
    """Store the PaymentMethod of a card typed on a hosted page."""
    details = card.test_card.shown(context.account, exp_month=card.exp_month, exp_year=card.exp_year)
    return _insert(context, card.test_card, details, billing={"email": email, "name": card.holder})


def resolve(context: Context, identifier: str, *, param: str = "payment_method") -> Json:
    """Return a stored PaymentMethod, or a new one where a published ``pm_card_…`` is named."""
    test_card = catalogue.of_token(identifier)
    if test_card is None:
        return objects.fetch(context, "payment_method", identifier, param=param)
    details = test_card.shown(context.account, exp_month=TOKEN_EXPIRY["month"], exp_year=TOKEN_EXPIRY["year"])
    return _insert(context, test_card, details, billing={})


def test_card(context: Context, method: Json) -> TestCard:
    """Return what the card of a PaymentMethod does."""
    return named(objects.inner(context, method["id"]).get("card", "visa"))


def is_set_up(context: Context, method: Json) -> bool:
    """Tell whether the card was set up for payments while its owner is away."""
    return bool(objects.inner(context, method["id"]).get("set_up"))


def set_up(context: Context, method: Json, *, customer: str | None) -> None:
    """Remember that the card may be charged while its owner is away, and save it for a customer."""
    objects.keep(context, method["id"], {**objects.inner(context, method["id"]), "set_up": True})
    if customer is not None and method["customer"] is None:
        save_for(context, method, customer)


def save_for(context: Context, method: Json, customer: str) -> None:
    """Attach a PaymentMethod to a customer, and tell."""
    method["customer"] = customer
    objects.save(context, method)
    events.record(context, "payment_method.attached", method)


def ensure_usable(context: Context, method: Json, *, customer: str | None) -> None:
    """Raise 400 for a card of another customer, or one that was used before without any."""
    if method["customer"] not in (None, customer):
        message = (
            f"The payment method supplied ({method['id']}) belongs to the Customer {method['customer']}. Include the "
            "Customer in the `customer` parameter."
        )
        raise errors.invalid(message, param="payment_method")
    if method["customer"] is None and objects.inner(context, method["id"]).get("used"):
        message = (
            "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared "
            "with a connected account without Customer attachment, or was detached from a Customer. It may not be "
            "used again. To use a PaymentMethod multiple times, you must attach it to a Customer first."
        )
        raise errors.invalid(message, param="payment_method")


def mark_used(context: Context, method: Json) -> None:
    """Remember that the card was used or detached: without a customer it cannot be used again."""
    objects.keep(context, method["id"], {**objects.inner(context, method["id"]), "used": True})


def refusal(decline: Decline, method: Json) -> Json:
    """Return the error of a bank's refusal, as an intent keeps it and as the API answers it."""
    error: Json = {
        "code": decline.code,
        "doc_url": f"https://docs.stripe.com/error-codes#{decline.code.replace('_', '-')}",
        "message": decline.message,
        "payment_method": method,
        "type": "invalid_request_error" if decline.decline_code is None else "card_error",
    }
    if decline.decline_code is not None:
        error["decline_code"] = decline.decline_code
    return error


def _insert(context: Context, card: TestCard, details: Json, *, billing: Json) -> Json:
    address = dict.fromkeys(("city", "country", "line1", "line2", "postal_code", "state"))
    method: Json = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "unspecified",
        "billing_details": {
            "address": address,
            **dict.fromkeys(("email", "name", "phone", "tax_id")),
            **billing,
        },
        "card": details,
        "created": context.now,
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
    }
    return objects.insert(context, method, inner={"card": card.name, "set_up": False, "used": False})
