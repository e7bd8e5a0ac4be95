"""Stripe's errors: type, code, message, parameter and HTTP status, in the shape the library reads.

Source: https://docs.stripe.com/api/errors and https://docs.stripe.com/error-codes
"""

from colletta.local.stripe_simulator.context import Json


class StripeError(Exception):
    """An answer other than 200, in Stripe's shape."""

    def __init__(
        self,
        *,
        status: int,
        message: str,
        kind: str = "invalid_request_error",
        code: str | None = None,
        param: str | None = None,
        details: Json | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.kind = kind
        self.code = code
        self.param = param
        self.details = details or {}

    def body(self) -> Json:
        """Return the JSON body of the answer."""
        error: Json = {**self.details, "type": self.kind, "message": self.message}
        if self.code:
            error["code"] = self.code
        if self.param:
            error["param"] = self.param
        return {"error": error}


class CardDeclinedError(StripeError):
    """The 402 of a bank's refusal: unlike other errors it undoes nothing, the attempt stays as it was made."""


def card_declined(message: str, *, code: str, details: Json) -> StripeError:
    """Return the 402 of a declined card, with the objects that Stripe shows beside the error."""
    return CardDeclinedError(status=402, message=message, kind="card_error", code=code, details=details)


def unexpected_state(message: str, intent: Json) -> StripeError:
    """Return the 400 of a PaymentIntent or SetupIntent that is not in the state that the request needs."""
    kind = str(intent["object"])
    return StripeError(status=400, message=message, code=f"{kind}_unexpected_state", details={kind: intent})


def invalid(message: str, *, code: str | None = None, param: str | None = None) -> StripeError:
    """Return a 400 for a request that Stripe refuses."""
    return StripeError(status=400, message=message, code=code, param=param)


def missing(kind: str, identifier: str, *, param: str = "id") -> StripeError:
    """Return the 404 of an object that does not exist for this account."""
    noun = kind.rpartition(".")[2]
    return StripeError(status=404, message=f"No such {noun}: '{identifier}'", code="resource_missing", param=param)


def unauthorized(message: str) -> StripeError:
    """Return a 401 for a missing or refused key."""
    return StripeError(status=401, message=message)


def account_invalid(account: str) -> StripeError:
    """Return the 403 of a Stripe-Account header that names no account of this platform."""
    message = f"The provided key does not have access to account '{account}' (or that account does not exist)."
    return StripeError(status=403, message=message, code="account_invalid")


def unrecognized_url(method: str, path: str) -> StripeError:
    """Return the 404 of an endpoint that the simulator does not have."""
    message = f"Unrecognized request URL ({method}: {path}). The simulator does not have this endpoint."
    return StripeError(status=404, message=message)


def idempotency_mismatch(key: str) -> StripeError:
    """Return the 400 of a key used again with other parameters."""
    message = (
        "Keys for idempotent requests can only be used with the same parameters they were first used with. "
        f"Try using a key other than '{key}' if you meant to execute a different request."
    )
    return StripeError(status=400, message=message, kind="idempotency_error")


def idempotency_other_endpoint(key: str, path: str, first_path: str) -> StripeError:
    """Return the 400 of a key used again on another endpoint."""
    message = (
        "Keys for idempotent requests can only be used for the same endpoint they were first used for "
        f"('{path}' vs '{first_path}'). Try using a key other than '{key}' if you meant to execute a different request."
    )
    return StripeError(status=400, message=message, kind="idempotency_error")


def idempotency_in_use(key: str) -> StripeError:
    """Return the 409 of a key whose first request is still running."""
    message = (
        "There is currently another in-progress request using this Idempotent Key (that probably means you "
        f"submitted twice, and the other request is still going through): {key}. Please try again later."
    )
    return StripeError(status=409, message=message, kind="idempotency_error", code="idempotency_key_in_use")


def rate_limited() -> StripeError:
    """Return the 429 of too many requests."""
    return StripeError(status=429, message="Too many requests. Please slow down.", code="rate_limit")


def internal() -> StripeError:
    """Return the 500 of a failure on Stripe's side."""
    return StripeError(status=500, message="An unknown error occurred.", kind="api_error")
