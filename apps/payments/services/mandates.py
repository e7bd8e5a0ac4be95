"""Cards kept for later: the mandate, the hosted page that saves the card, the one charge that it allows."""

import hashlib
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.kernel.states import advance
from apps.payments import gateway, selectors
from apps.payments.gateway import CardFacts, ChargeFacts, SetupFacts
from apps.payments.models import Mandate, PaymentAttempt
from apps.payments.services.attempts import FactsDisagree, open_checkout
from apps.payments.services.keys import KEY_LIFETIME
from apps.payments.states import ATTEMPT, AttemptKind, AttemptState
from tenants.registry.schema import current_schema

NEVER_SENT = "never_sent"


def write_mandate(*, attempt: PaymentAttempt, text: str, locale: str, latest_at: datetime, now: datetime) -> Mandate:
    """Keep what a donor accepted: one charge of the attempt's amount, before `latest_at`. The card comes later."""
    return Mandate.objects.create(
        attempt=attempt,
        amount_cents=attempt.amount_cents,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        locale=locale,
        accepted_at=now,
        latest_at=latest_at,
    )


def describe_setup(
    *, attempt: PaymentAttempt, subject: str, title: str, locale: str, email: str, success_url: str, cancel_url: str
) -> None:
    """Store the request of a page that saves a card, so that any retry sends the very same one."""
    metadata = {"tenant": current_schema(), "attempt": str(attempt.pk), "subject": subject}
    attempt.request = {
        "mode": "setup",
        "locale": locale,
        "payment_method_types": ["card"],
        "customer_creation": "always",
        "customer_email": email,
        "client_reference_id": subject,
        "success_url": success_url,
        "cancel_url": cancel_url,
        "metadata": metadata,
        "setup_intent_data": {"metadata": metadata, "description": title[:200]},
    }
    attempt.save(update_fields=["request"])


def read_setup(*, attempt_id: int, now: datetime) -> SetupFacts | None:
    """Fetch what the processor says of a page that saves a card; None when it was never told of it and never will be.

    Raises GatewayUncertain, and FactsDisagree when the page is not ours.
    """
    attempt = open_checkout(attempt_id=attempt_id, now=now)
    if not attempt.session_id:
        return None
    return _ours(attempt, gateway.fetch_setup(attempt.account.account_id, attempt.session_id))


def close_setup(*, attempt_id: int, now: datetime) -> SetupFacts | None:
    """Close a page that saves a card, then return what the processor says of it; see `read_setup`."""
    attempt = open_checkout(attempt_id=attempt_id, now=now)
    if attempt.session_id:
        gateway.expire_session(attempt.account.account_id, attempt.session_id)
    return read_setup(attempt_id=attempt_id, now=now)


def save_card(*, attempt: PaymentAttempt, card: CardFacts, now: datetime) -> Mandate:
    """Complete the mandate of a locked attempt with the card that its page saved."""
    attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.SAVED)
    attempt.fingerprint, attempt.settled_at = card.fingerprint, now
    attempt.save(update_fields=["state", "fingerprint", "settled_at"])
    mandate = selectors.get_mandate_of(attempt.pk)
    mandate.customer_id, mandate.payment_method_id = card.customer_id, card.payment_method_id
    mandate.card_brand, mandate.card_last4, mandate.card_expires_on = card.brand, card.last4, card.expires_on
    mandate.saved_at = now
    mandate.save()
    return mandate


def revoke_mandate(*, mandate_id: int, now: datetime) -> None:
    """Say that a mandate allows nothing any more; what it was stays written."""
    Mandate.objects.filter(pk=mandate_id, revoked_at__isnull=True).update(revoked_at=now)


def prepare_charge(*, mandate: Mandate, subject: str, title: str, now: datetime) -> PaymentAttempt:
    """Write the intent to charge a saved card; the caller's transaction commits it before the processor is called."""
    attempt = PaymentAttempt.objects.create(
        kind=AttemptKind.OFF_SESSION,
        account=mandate.attempt.account,
        idempotency_key=uuid4(),
        amount_cents=mandate.amount_cents,
        request={},
        created_at=now,
    )
    attempt.request = {
        "amount": mandate.amount_cents,
        "currency": "eur",
        "customer": mandate.customer_id,
        "payment_method": mandate.payment_method_id,
        "off_session": True,
        "confirm": True,
        "description": title[:200],
        "metadata": {
            "tenant": current_schema(),
            "attempt": str(attempt.pk),
            "subject": subject,
            "way": AttemptKind.OFF_SESSION.value,
        },
    }
    attempt.save(update_fields=["request"])
    return attempt


def send_charge(*, attempt_id: int, now: datetime) -> ChargeFacts:
    """Charge a saved card, or read the charge that the processor knows; safe to repeat.

    An attempt older than `KEY_LIFETIME` is looked up by its metadata and never sent again; one that the processor
    does not know counts as refused with the code `never_sent`. Raises GatewayUncertain, GatewayRefused, FactsDisagree.
    """
    attempt = selectors.get_attempt(attempt_id)
    account_id = attempt.account.account_id
    if attempt.intent_id:
        facts = gateway.fetch_charge(account_id, attempt.intent_id)
    elif now - attempt.created_at > KEY_LIFETIME:
        customer_id = attempt.request["customer"]
        known = gateway.find_charge(account_id, customer_id=customer_id, attempt=str(attempt.pk))
        facts = known or ChargeFacts("", "refused", NEVER_SENT, None)
    else:
        facts = gateway.charge_saved_card(account_id, params=attempt.request, key=str(attempt.idempotency_key))
    _remember(attempt_id, facts.intent_id)
    paid = facts.payment
    if paid and (paid.amount_cents, paid.currency, paid.attempt) != (attempt.amount_cents, "eur", str(attempt.pk)):
        raise FactsDisagree("L'addebito non corrisponde alla donazione.", attempt=attempt.pk)
    return facts


def mark_failed(*, attempt: PaymentAttempt, code: str, now: datetime) -> None:
    """Say of a locked attempt that the processor refused it for good, and with which code."""
    attempt.state = advance(ATTEMPT, AttemptState(attempt.state), AttemptState.FAILED)
    attempt.failure_code, attempt.settled_at = code[:60], now
    attempt.save(update_fields=["state", "failure_code", "settled_at"])


def _remember(attempt_id: int, intent_id: str) -> None:
    if not intent_id:
        return
    with transaction.atomic():
        attempt = selectors.lock_attempt(attempt_id)
        attempt.intent_id = intent_id
        attempt.save(update_fields=["intent_id"])


def _ours(attempt: PaymentAttempt, facts: SetupFacts) -> SetupFacts:
    if facts.attempt != str(attempt.pk):
        raise FactsDisagree("La carta salvata non corrisponde alla donazione.", attempt=attempt.pk)
    return facts
