"""Cards kept for later: saved on the hosted page, charged once while the donor is away."""

import calendar
from datetime import date
from typing import Any

import stripe

from apps.payments.gateway.connection import client, errors
from apps.payments.gateway.facts import CardFacts, ChargeFacts, SetupFacts, payment_of_intent

_EXPAND_SETUP = ["setup_intent.payment_method"]
_EXPAND_CHARGE = ["latest_charge.balance_transaction"]


def fetch_setup(account_id: str, session_id: str) -> SetupFacts:
    """Read a hosted page that saves a card, with the card when there is one."""
    with errors():
        session = client().v1.checkout.sessions.retrieve(
            session_id, params={"expand": _EXPAND_SETUP}, options={"stripe_account": account_id}
        )
    return _setup_facts(session)


def charge_saved_card(account_id: str, *, params: Any, key: str) -> ChargeFacts:
    """Charge a saved card once per key, without its holder; a refusal of the card is an answer, not an error."""
    asked: Any = {**params, "expand": _EXPAND_CHARGE}
    options: Any = {"stripe_account": account_id, "idempotency_key": key}
    with errors():
        try:
            intent = client().v1.payment_intents.create(params=asked, options=options)
        except stripe.CardError as refusal:
            return _refused(refusal)
    return _charge_facts(intent.to_dict())


def fetch_charge(account_id: str, intent_id: str) -> ChargeFacts:
    """Read a charge of a saved card."""
    with errors():
        intent = client().v1.payment_intents.retrieve(
            intent_id, params={"expand": _EXPAND_CHARGE}, options={"stripe_account": account_id}
        )
    return _charge_facts(intent.to_dict())


def find_charge(account_id: str, *, customer_id: str, attempt: str) -> ChargeFacts | None:
    """Return the charge that an attempt made on a customer's card, or None when the processor knows none."""
    with errors():
        page = client().v1.payment_intents.list(
            params={"customer": customer_id, "limit": 100}, options={"stripe_account": account_id}
        )
        for intent in page.auto_paging_iter():
            if (intent.to_dict().get("metadata") or {}).get("attempt") == attempt:
                return fetch_charge(account_id, intent.id)
    return None


def _setup_facts(session: stripe.StripeObject) -> SetupFacts:
    data = session.to_dict()
    intent = data.get("setup_intent")
    saved = isinstance(intent, dict) and intent.get("status") == "succeeded"
    return SetupFacts(
        session_id=data["id"],
        url=data.get("url") or "",
        state="saved" if saved else data["status"],
        attempt=str((data.get("metadata") or {}).get("attempt", "")),
        card=_card(data, intent) if saved and isinstance(intent, dict) else None,
    )


def _card(session: dict[str, Any], intent: dict[str, Any]) -> CardFacts:
    method, card = intent["payment_method"], intent["payment_method"]["card"]
    last_day = calendar.monthrange(card["exp_year"], card["exp_month"])[1]
    return CardFacts(
        customer_id=session["customer"],
        payment_method_id=method["id"],
        brand=card["brand"],
        last4=card["last4"],
        expires_on=date(card["exp_year"], card["exp_month"], last_day),
        fingerprint=card.get("fingerprint") or "",
    )


def _charge_facts(intent: dict[str, Any]) -> ChargeFacts:
    if intent["status"] == "succeeded":
        return ChargeFacts(intent["id"], "paid", "", payment_of_intent(intent))
    error = intent.get("last_payment_error") or {}
    if error or intent["status"] in ("requires_payment_method", "requires_action", "canceled"):
        code = error.get("decline_code") or error.get("code") or "authentication_required"
        return ChargeFacts(intent["id"], "refused", code, None)
    return ChargeFacts(intent["id"], "pending", "", None)


def _refused(refusal: stripe.CardError) -> ChargeFacts:
    error = (refusal.json_body or {}).get("error", {}) if isinstance(refusal.json_body, dict) else {}
    intent = error.get("payment_intent") or {}
    code = error.get("decline_code") or error.get("code") or "card_declined"
    if error.get("code") == "authentication_required":
        code = "authentication_required"
    return ChargeFacts(intent.get("id", ""), "refused", code, None)
