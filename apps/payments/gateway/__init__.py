"""The processor behind plain data: the only package that imports `stripe`.

Every call is made outside a transaction, for one connected account, with the key of a row committed before. A call
without a definite answer raises GatewayUncertain: unknown is not failed, the same key is sent again later.
"""

from apps.payments.gateway.accounts import create_account, fetch_account, onboarding_link
from apps.payments.gateway.connection import GatewayBusy, GatewayRefused, GatewayUncertain, client
from apps.payments.gateway.disputes import DisputeFacts, fetch_dispute, submit_evidence
from apps.payments.gateway.events import verify_event
from apps.payments.gateway.facts import (
    AccountFacts,
    BalanceMovement,
    CardFacts,
    ChargeFacts,
    PaymentFacts,
    RefundFacts,
    SetupFacts,
)
from apps.payments.gateway.movements import fetch_balance_cents, list_balance_movements, list_movements_of_source
from apps.payments.gateway.payouts import PayoutFacts, create_payout, fetch_payout
from apps.payments.gateway.refunds import create_refund, fetch_refund, find_refund
from apps.payments.gateway.saved_cards import charge_saved_card, fetch_charge, fetch_setup, find_charge
from apps.payments.gateway.sessions import expire_session, fetch_session, open_session

__all__ = [
    "AccountFacts",
    "BalanceMovement",
    "CardFacts",
    "ChargeFacts",
    "DisputeFacts",
    "GatewayBusy",
    "GatewayRefused",
    "GatewayUncertain",
    "PaymentFacts",
    "PayoutFacts",
    "RefundFacts",
    "SetupFacts",
    "charge_saved_card",
    "client",
    "create_account",
    "create_payout",
    "create_refund",
    "expire_session",
    "fetch_account",
    "fetch_balance_cents",
    "fetch_charge",
    "fetch_dispute",
    "fetch_payout",
    "fetch_refund",
    "fetch_session",
    "fetch_setup",
    "find_charge",
    "find_refund",
    "list_balance_movements",
    "list_movements_of_source",
    "onboarding_link",
    "open_session",
    "submit_evidence",
    "verify_event",
]
