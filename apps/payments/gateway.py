"""The processor behind plain data: the only module that imports `stripe`.

Every call is made outside a transaction, for one connected account, with the key of a row committed before. A call
without a definite answer raises GatewayUncertain: unknown is not failed, the same key is sent again later.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

import stripe
from django.conf import settings

from apps.kernel.errors import DomainError

_REFUND_STATES = {"pending": "pending", "requires_action": "pending", "succeeded": "succeeded"}


class GatewayUncertain(DomainError):
    """No definite answer from the processor: the work stays owed."""

    code = "payment_service_unreachable"
    status = 503


class GatewayRefused(DomainError):
    """The processor refused the request for good."""

    code = "payment_service_refused"
    status = 502


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


@dataclass(frozen=True)
class RefundFacts:
    """What the processor says of a refund: `pending`, `succeeded` or `failed`; the amount in cents."""

    refund_id: str
    state: str
    amount_cents: int
    failure: str


@dataclass(frozen=True)
class BalanceMovement:
    """One balance transaction of an account, in signed cents: what reconciliation compares with the ledger."""

    id: str
    kind: str
    source: str
    amount_cents: int
    fee_cents: int


def create_account(*, name: str, email: str, key: str, metadata: dict[str, str]) -> AccountFacts:
    """Open a connected account whose payouts are held until somebody releases them."""
    params: Any = {
        "type": "express",
        "country": "IT",
        "email": email,
        "business_profile": {"name": name},
        "capabilities": {"card_payments": {"requested": True}, "transfers": {"requested": True}},
        "settings": {"payouts": {"schedule": {"interval": "manual"}}},
        "metadata": metadata,
    }
    with _errors():
        return _account_facts(_client().v1.accounts.create(params=params, options={"idempotency_key": key}))


def fetch_account(account_id: str) -> AccountFacts:
    """Read a connected account."""
    with _errors():
        return _account_facts(_client().v1.accounts.retrieve(account_id))


def onboarding_link(account_id: str, *, return_url: str) -> str:
    """Return the address of the hosted page where the body completes its account."""
    params: Any = {
        "account": account_id,
        "type": "account_onboarding",
        "return_url": return_url,
        "refresh_url": return_url,
    }
    with _errors():
        return str(_client().v1.account_links.create(params=params).url)


def open_session(account_id: str, *, params: Any, key: str) -> PaymentFacts:
    """Create the hosted page of an attempt, or get the same one again for the same key."""
    with _errors():
        session = _client().v1.checkout.sessions.create(
            params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return _payment_facts(session)


def fetch_session(account_id: str, session_id: str) -> PaymentFacts:
    """Read a hosted page with its charge and the processor's fee."""
    with _errors():
        session = _client().v1.checkout.sessions.retrieve(
            session_id,
            params={"expand": ["payment_intent.latest_charge.balance_transaction"]},
            options={"stripe_account": account_id},
        )
    return _payment_facts(session)


def expire_session(account_id: str, session_id: str) -> PaymentFacts:
    """Close a hosted page so that nobody can pay on it; one that was paid meanwhile is returned as paid."""
    try:
        with _errors():
            _client().v1.checkout.sessions.expire(session_id, options={"stripe_account": account_id})
    except GatewayRefused:
        pass
    return fetch_session(account_id, session_id)


def create_refund(
    account_id: str, *, charge_id: str, amount_cents: int, key: str, metadata: dict[str, str]
) -> RefundFacts:
    """Give a charge back, once per key."""
    params: Any = {"charge": charge_id, "amount": amount_cents, "metadata": metadata}
    with _errors():
        refund = _client().v1.refunds.create(
            params=params, options={"stripe_account": account_id, "idempotency_key": key}
        )
    return _refund_facts(refund)


def find_refund(account_id: str, charge_id: str) -> RefundFacts | None:
    """Return the refund of a charge that the processor knows already, or None."""
    with _errors():
        page = _client().v1.refunds.list(
            params={"charge": charge_id, "limit": 1}, options={"stripe_account": account_id}
        )
    return _refund_facts(page.data[0]) if page.data else None


def fetch_refund(account_id: str, refund_id: str) -> RefundFacts:
    """Read a refund."""
    with _errors():
        return _refund_facts(_client().v1.refunds.retrieve(refund_id, options={"stripe_account": account_id}))


def list_balance_movements(account_id: str) -> Iterator[BalanceMovement]:
    """Yield every balance transaction of an account, newest first."""
    with _errors():
        page = _client().v1.balance_transactions.list(params={"limit": 100}, options={"stripe_account": account_id})
        for movement in page.auto_paging_iter():
            yield BalanceMovement(
                id=movement.id,
                kind=movement.type,
                source=str(movement.source or ""),
                amount_cents=movement.amount,
                fee_cents=movement.fee,
            )


def verify_event(payload: bytes, signature: str) -> dict[str, Any]:
    """Return the event of a webhook whose signature is right over the raw bytes for one of our secrets.

    Raises GatewayRefused: wrong or stale signature, not JSON, or an event of the other mode (test or live).
    """
    for secret in settings.STRIPE_WEBHOOK_SECRETS:
        try:
            event = stripe.Webhook.construct_event(
                payload, signature, secret, tolerance=settings.STRIPE_WEBHOOK_TOLERANCE_SECONDS
            ).to_dict()
        except stripe.SignatureVerificationError:
            continue
        except (ValueError, AttributeError) as error:
            raise GatewayRefused("Evento illeggibile.") from error
        if not isinstance((event.get("data") or {}).get("object"), dict) or not {"id", "type"} <= event.keys():
            raise GatewayRefused("Evento illeggibile.")
        if event.get("livemode") is not settings.STRIPE_LIVEMODE:
            raise GatewayRefused("Evento dell'altra modalità.")
        return event
    raise GatewayRefused("Firma non valida.")


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except (stripe.InvalidRequestError, stripe.PermissionError, stripe.IdempotencyError) as error:
        if error.http_status == HTTPStatus.CONFLICT:
            raise GatewayUncertain("Il servizio di pagamento sta già lavorando alla richiesta.") from error
        raise GatewayRefused(f"Il servizio di pagamento ha rifiutato la richiesta ({error.code}).") from error
    except stripe.StripeError as error:
        raise GatewayUncertain("Il servizio di pagamento non risponde: riprova tra poco.") from error


@cache
def _client() -> stripe.StripeClient:
    return stripe.StripeClient(
        settings.STRIPE_SECRET_KEY,
        base_addresses={"api": settings.STRIPE_API_BASE},
        http_client=stripe.RequestsClient(timeout=settings.STRIPE_TIMEOUT_SECONDS),
        max_network_retries=0,
    )


def _account_facts(account: stripe.StripeObject) -> AccountFacts:
    data = account.to_dict()
    past_due = (data.get("requirements") or {}).get("past_due")
    return AccountFacts(
        account_id=data["id"],
        charges_enabled=bool(data.get("charges_enabled")) and not past_due,
        details_submitted=bool(data.get("details_submitted")),
    )


def _payment_facts(session: stripe.StripeObject) -> PaymentFacts:
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
        fee_cents=charge["balance_transaction"]["fee"] if charge and paid else 0,
    )


def _refund_facts(refund: stripe.StripeObject) -> RefundFacts:
    data = refund.to_dict()
    return RefundFacts(
        refund_id=data["id"],
        state=_REFUND_STATES.get(data["status"], "failed"),
        amount_cents=data["amount"],
        failure=data.get("failure_reason") or "",
    )
