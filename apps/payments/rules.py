"""What a refused charge of a saved card means: ask the donor, try again later, or ask for another card.

Source: the processor's published table of decline codes. A code that is not named there is tried again later.
"""

from enum import StrEnum


class Decline(StrEnum):
    """What to do about a refusal."""

    AUTHENTICATE = "authenticate"
    OTHER_CARD = "other_card"
    LATER = "later"


_AUTHENTICATE = frozenset({"authentication_required", "authentication_not_handled"})
_OTHER_CARD = frozenset(
    {
        "card_not_supported",
        "currency_not_supported",
        "do_not_honor",
        "expired_card",
        "fraudulent",
        "incorrect_cvc",
        "incorrect_number",
        "invalid_account",
        "invalid_cvc",
        "invalid_expiry_month",
        "invalid_expiry_year",
        "lost_card",
        "merchant_blacklist",
        "new_account_information_available",
        "no_action_taken",
        "not_permitted",
        "payment_method_unactivated",
        "pickup_card",
        "restricted_card",
        "revocation_of_all_authorizations",
        "revocation_of_authorization",
        "security_violation",
        "stolen_card",
        "stop_payment_order",
        "transaction_not_allowed",
    }
)


def classify(code: str) -> Decline:
    """Return what a refusal means.

    >>> classify("authentication_required"), classify("stolen_card"), classify("insufficient_funds")
    (<Decline.AUTHENTICATE: 'authenticate'>, <Decline.OTHER_CARD: 'other_card'>, <Decline.LATER: 'later'>)
    """
    if code in _AUTHENTICATE:
        return Decline.AUTHENTICATE
    return Decline.OTHER_CARD if code in _OTHER_CARD else Decline.LATER
