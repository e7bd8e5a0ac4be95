"""Why a bank says no: codes and messages of the API, and the words for the person who pays.

Source: https://docs.stripe.com/declines/codes
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Decline:
    """One reason; ``outcome`` is the type of the charge's outcome, ``code`` the class that the product reads."""

    code: str
    decline_code: str | None
    italian: str
    message: str = "Your card was declined."
    outcome: str = "issuer_declined"


_DECLINED = "La carta è stata rifiutata. Provi con un'altra carta o chieda alla sua banca."

GENERIC = Decline("card_declined", "generic_decline", _DECLINED)
LOST_CARD = Decline("card_declined", "lost_card", _DECLINED)
STOLEN_CARD = Decline("card_declined", "stolen_card", _DECLINED)
BLOCKED = Decline("card_declined", "fraudulent", _DECLINED, outcome="blocked")
INSUFFICIENT_FUNDS = Decline(
    "card_declined",
    "insufficient_funds",
    "I fondi della carta non bastano. Provi con un'altra carta.",
    "Your card has insufficient funds.",
)
VELOCITY = Decline(
    "card_declined",
    "card_velocity_exceeded",
    "La carta ha superato il suo limite di spesa o di tentativi. Provi con un'altra carta.",
    "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
)
EXPIRED_CARD = Decline(
    "expired_card", "expired_card", "La carta è scaduta. Provi con un'altra carta.", "Your card has expired."
)
INCORRECT_CVC = Decline(
    "incorrect_cvc",
    "incorrect_cvc",
    "Il codice CVC non è giusto: lo ricontrolli.",
    "Your card's security code is incorrect.",
)
PROCESSING_ERROR = Decline(
    "processing_error",
    "processing_error",
    "La banca non ha potuto elaborare il pagamento. Riprovi tra poco.",
    "An error occurred while processing your card. Try again in a little bit.",
)
AUTHENTICATION_REQUIRED = Decline(
    "authentication_required",
    "authentication_required",
    "La sua banca chiede che lei confermi il pagamento.",
    "Your card was declined. This transaction requires authentication.",
)
AUTHENTICATION_FAILED = Decline(
    "payment_intent_authentication_failure",
    None,
    "Il pagamento non è stato autorizzato. Può riprovare, anche con un'altra carta.",
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new "
    "PaymentMethod to attempt to fulfill this PaymentIntent again.",
)
SETUP_AUTHENTICATION_FAILED = Decline(
    "setup_intent_authentication_failure",
    None,
    "La carta non è stata autorizzata. Può riprovare, anche con un'altra carta.",
    "The latest attempt to set up the payment method has failed because authentication failed.",
)

BY_DECLINE_CODE = {
    str(decline.decline_code): decline
    for decline in (GENERIC, INSUFFICIENT_FUNDS, EXPIRED_CARD, LOST_CARD, STOLEN_CARD, VELOCITY, PROCESSING_ERROR)
}
"""What a test or the demo may demand of the next payment."""
