"""The published test cards: number, the name of the PaymentMethod that stands for it, and what it does.

A PaymentMethod keeps the name, never the number. Source: https://docs.stripe.com/testing
"""

import dataclasses
import hashlib

from colletta.local.stripe_simulator.cards import declines
from colletta.local.stripe_simulator.cards.declines import Decline
from colletta.local.stripe_simulator.context import Json

TOKEN_PREFIX = "pm_card_"


@dataclasses.dataclass(frozen=True)
class TestCard:
    """What a published test number does.

    ``authenticates`` is never, always, unless_set_up (on session always) or on_session (already set up elsewhere).
    ``attaches`` is false where the bank refuses even to save the card. ``afterwards`` names what follows a payment
    (a dispute's reason, inquiry or fraud warning), ``refunds`` is at_once, fails_later or pending.
    """

    number: str
    name: str
    brand: str = "visa"
    country: str = "US"
    decline: Decline | None = None
    attaches: bool = True
    authenticates: str = "never"
    afterwards: str | None = None
    refunds: str = "at_once"
    bypasses_pending: bool = False

    @property
    def last4(self) -> str:
        """The last four digits."""
        return self.number[-4:]

    def needs_authentication(self, *, session: str, set_up: bool) -> bool:
        """Tell whether the bank asks the person; ``session`` is on_session or off_session."""
        if self.authenticates == "unless_set_up":
            return session == "on_session" or not set_up
        return self.authenticates in ("always", session)

    def fingerprint(self, account: str) -> str:
        """Return what tells this number from others within one account: the same number, the same value."""
        return hashlib.sha256(f"{account}:{self.number}".encode()).hexdigest()[:16]

    def shown(self, account: str, *, exp_month: int, exp_year: int) -> Json:
        """Return what a PaymentMethod shows of the card."""
        return {
            "brand": self.brand,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "country": self.country,
            "display_brand": self.brand,
            "exp_month": exp_month,
            "exp_year": exp_year,
            "fingerprint": self.fingerprint(account),
            "funding": "credit",
            "generated_from": None,
            "last4": self.last4,
            "networks": {"available": [self.brand], "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        }


def _declined(number: str, name: str, decline: Decline) -> TestCard:
    return TestCard(number, name, decline=decline, attaches=False)


CARDS = (
    TestCard("4242424242424242", "visa"),
    TestCard("4000056655665556", "visa_debit"),
    TestCard("5555555555554444", "mastercard", brand="mastercard"),
    TestCard("378282246310005", "amex", brand="amex"),
    TestCard("4000003800000008", "it", country="IT"),
    TestCard("4000000000000077", "bypassPending", bypasses_pending=True),
    _declined("4000000000000002", "visa_chargeDeclined", declines.GENERIC),
    _declined("4000000000009995", "visa_chargeDeclinedInsufficientFunds", declines.INSUFFICIENT_FUNDS),
    _declined("4000000000009987", "visa_chargeDeclinedLostCard", declines.LOST_CARD),
    _declined("4000000000009979", "visa_chargeDeclinedStolenCard", declines.STOLEN_CARD),
    _declined("4000000000000069", "chargeDeclinedExpiredCard", declines.EXPIRED_CARD),
    _declined("4000000000000127", "chargeDeclinedIncorrectCvc", declines.INCORRECT_CVC),
    _declined("4000000000000119", "chargeDeclinedProcessingError", declines.PROCESSING_ERROR),
    _declined("4000000000006975", "visa_chargeDeclinedVelocityLimitExceeded", declines.VELOCITY),
    TestCard("4000000000000341", "chargeCustomerFail", decline=declines.GENERIC),
    TestCard("4100000000000019", "radarBlock", decline=declines.BLOCKED),
    TestCard("4000002500003155", "authenticationRequiredOnSetup", country="FR", authenticates="unless_set_up"),
    TestCard("4000002760003184", "authenticationRequired", country="DE", authenticates="always"),
    TestCard("4000003800000446", "authenticationRequiredSetupForOffSession", country="IT", authenticates="on_session"),
    TestCard(
        "4000008260003178",
        "authenticationRequiredChargeDeclinedInsufficientFunds",
        country="GB",
        authenticates="unless_set_up",
        decline=declines.INSUFFICIENT_FUNDS,
    ),
    TestCard("4000000000003220", "threeDSecure2Required", authenticates="always"),
    TestCard("4000000000000259", "createDispute", afterwards="fraudulent"),
    TestCard("4000000000002685", "createDisputeProductNotReceived", afterwards="product_not_received"),
    TestCard("4000000000001976", "createDisputeInquiry", afterwards="inquiry"),
    TestCard("4000000000007726", "pendingRefund", refunds="pending"),
    TestCard("4000000000005126", "refundFail", refunds="fails_later"),
)
_BY_NUMBER = {card.number: card for card in CARDS}
_BY_NAME = {card.name: card for card in CARDS}


def of_number(number: str) -> TestCard | None:
    """Return what a number does, or None when it is not a published one."""
    return _BY_NUMBER.get(number)


def named(name: str) -> TestCard:
    """Return the card of a name; raises KeyError for one that is not published."""
    return _BY_NAME[name]


def of_token(token: str) -> TestCard | None:
    """Return the card that a published PaymentMethod such as ``pm_card_visa`` stands for."""
    return _BY_NAME.get(token.removeprefix(TOKEN_PREFIX)) if token.startswith(TOKEN_PREFIX) else None
