"""Hosted pages: opened once per key, read, closed."""

import time
from typing import Any

from apps.payments.gateway.connection import GatewayBusy, GatewayRefused, client, errors
from apps.payments.gateway.facts import PaymentFacts, payment_facts

BUSY_WAITS_SECONDS = (0.2, 0.4, 0.8)


def open_session(account_id: str, *, params: Any, key: str) -> PaymentFacts:
    """Create the hosted page of an attempt, or get the same one again for the same key.

    A key that is being worked on right now (a double click) is asked again after a moment.
    """
    for wait in BUSY_WAITS_SECONDS:
        try:
            return _create(account_id, params, key)
        except GatewayBusy:
            time.sleep(wait)
    return _create(account_id, params, key)


def fetch_session(account_id: str, session_id: str) -> PaymentFacts:
    """Read a hosted page with its charge and the processor's fee."""
    with errors():
        session = client().v1.checkout.sessions.retrieve(
            session_id,
            params={"expand": ["payment_intent.latest_charge.balance_transaction"]},
            options={"stripe_account": account_id},
        )
    return payment_facts(session)


def expire_session(account_id: str, session_id: str) -> PaymentFacts:
    """Close a hosted page so that nobody can pay on it; one that was paid meanwhile is returned as paid."""
    try:
        with errors():
            client().v1.checkout.sessions.expire(session_id, options={"stripe_account": account_id})
    except GatewayRefused:
        pass
    return fetch_session(account_id, session_id)


def _create(account_id: str, params: Any, key: str) -> PaymentFacts:
    with errors():
        session = client().v1.checkout.sessions.create(
            params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return payment_facts(session)
