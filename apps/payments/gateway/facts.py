"""What the processor says, as plain data: integer cents, our own words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import stripe

from apps.payments.gateway.connection import GatewayUncertain

_REFUND_STATES = {"pending": "pending", "requires_action": "pending", "succeeded": "succeeded"}


@dataclass(frozen=True)
class AccountFacts:
    """What the processor says of a connected account."""

    account_id: str
    charges_enabled: bool
    details_submitted: bool


@dataclass(frozen=True)
class PaymentFacts:
    """What the processor says of a hosted page: `open`, `paid` or `expired`; amounts in cents."""

    session_id: str
    url: str
    state: str
    attempt: str
    amount_cents: int
    currency: str
    charge_id: str
    fee_cents: int
    fingerprint: str = ""


@dataclass(frozen=True)
class CardFacts:
    """A card that the processor keeps; `expires_on` is the last day on which it is valid."""

    customer_id: str
    payment_method_id: str
    brand: str
    last4: str
    expires_on: date
    fingerprint: str


@dataclass(frozen=True)
class SetupFacts:
    """What the processor says of a hosted page that saves a card: `open`, `saved` or `expired`."""

    session_id: str
    url: str
    state: str
    attempt: str
    card: CardFacts | None


@dataclass(frozen=True)
class ChargeFacts:
    """What the processor says of a charge of a saved card: `paid`, `refused` (with its code) or `pending`."""

    intent_id: str
    state: str
    refusal: str
    payment: PaymentFacts | None


@dataclass(frozen=True)
class RefundFacts:
    """What the processor says of a refund: `pending`, `succeeded` or `failed`; the amount in cents.

    `moved` when the amount has left the account, `came_back` when it was put back because the refund failed.
    """

    refund_id: str
    state: str
    amount_cents: int
    failure: str
    moved: bool = False
    came_back: bool = False


@dataclass(frozen=True)
class BalanceMovement:
    """One balance transaction of an account, in signed cents: what reconciliation compares with the ledger."""

    id: str
    kind: str
    source: str
    amount_cents: int
    fee_cents: int
    created_at: datetime


def account_facts(account: stripe.StripeObject) -> AccountFacts:
    """Read a connected account; one that owes documents cannot charge."""
    data = account.to_dict()
    past_due = (data.get("requirements") or {}).get("past_due")
    return AccountFacts(
        account_id=data["id"],
        charges_enabled=bool(data.get("charges_enabled")) and not past_due,
        details_submitted=bool(data.get("details_submitted")),
    )


def payment_facts(session: stripe.StripeObject) -> PaymentFacts:
    """Read a hosted page; charge and fee are known when it was asked for with its charge expanded."""
    data = session.to_dict()
    intent = data.get("payment_intent")
    charge = intent.get("latest_charge") if isinstance(intent, dict) else None
    paid = data["payment_status"] == "paid"
    return PaymentFacts(
        session_id=data["id"],
        url=data.get("url") or "",
        state="paid" if paid else data["status"],
        attempt=str((data.get("metadata") or {}).get("attempt", "")),
        amount_cents=charge["amount"] if charge and paid else data["amount_total"],
        currency=data["currency"],
        charge_id=charge["id"] if charge and paid else "",
        fee_cents=_fee_cents(charge) if charge and paid else 0,
        fingerprint=_fingerprint(charge) if charge and paid else "",
    )


def payment_of_intent(intent: dict[str, Any]) -> PaymentFacts:
    """Read a payment that succeeded without a hosted page, asked for with its charge expanded."""
    charge = intent["latest_charge"]
    return PaymentFacts(
        session_id="",
        url="",
        state="paid",
        attempt=str((intent.get("metadata") or {}).get("attempt", "")),
        amount_cents=charge["amount"],
        currency=intent["currency"],
        charge_id=charge["id"],
        fee_cents=_fee_cents(charge),
        fingerprint=_fingerprint(charge),
    )


def refund_facts(refund: stripe.StripeObject) -> RefundFacts:
    """Read a refund; a state that is not known here counts as failed, to be looked at."""
    data = refund.to_dict()
    return RefundFacts(
        refund_id=data["id"],
        state=_REFUND_STATES.get(data["status"], "failed"),
        amount_cents=data["amount"],
        failure=data.get("failure_reason") or "",
        moved=bool(data.get("balance_transaction")),
        came_back=bool(data.get("failure_balance_transaction")),
    )


def _fee_cents(charge: dict[str, Any]) -> int:
    """Raises GatewayUncertain while the processor has not booked the charge yet: its fee comes a moment later."""
    booked = charge.get("balance_transaction")
    if not booked:
        raise GatewayUncertain("Il servizio di pagamento non ha ancora registrato le commissioni.")
    return int(booked["fee"])


def _fingerprint(charge: dict[str, Any]) -> str:
    card = (charge.get("payment_method_details") or {}).get("card") or {}
    return str(card.get("fingerprint") or "")
