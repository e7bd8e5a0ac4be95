"""Writes of the inbox: receive, process, sweep.

An event only says where to look: the handler fetches the object again, and what it writes is keyed, so that order,
duplicates and omissions change nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from celery import current_app
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django_tenants.utils import schema_context

from apps.donations import services as donations
from apps.matching import services as matching
from apps.payments import gateway
from apps.payments import services as payments
from apps.payments.states import AttemptKind
from apps.webhooks import selectors
from apps.webhooks.models import InboxState, WebhookEvent
from tenants.registry import selectors as registry
from tenants.registry import workers
from tenants.registry.states import TenantState

FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=1)
SWEEP_LIMIT = 500


class Quarantine(Exception):
    """The event disagrees with what we know: it is kept for a person and changes nothing."""


class CitySuspended(Exception):
    """The city takes no writes now: the event waits until it is active again."""


def receive_event(*, payload: bytes, signature: str, now: datetime) -> None:
    """Store an event whose signature is right, once by its id, and owe its processing when its type concerns us.

    Raises GatewayRefused for a wrong, stale or unreadable one.
    """
    event = gateway.verify_event(payload, signature)
    concerns_us = event["type"] in HANDLERS
    with transaction.atomic():
        row, is_new = WebhookEvent.objects.get_or_create(
            event_id=event["id"],
            defaults={
                "account_id": event.get("account") or "",
                "type": event["type"],
                "payload": _without_persons(event),
                "state": InboxState.RECEIVED if concerns_us else InboxState.IGNORED,
                "received_at": now,
                "retry_at": now + FIRST_RETRY,
            },
        )
        if is_new and concerns_us:
            transaction.on_commit(lambda: _nudge(row.pk), robust=True)


def process_event(*, event_pk: int, now: datetime) -> None:
    """Process one stored event; safe to repeat. One that fails stays received, to be tried again later."""
    event = selectors.get_event(event_pk)
    if event.state != InboxState.RECEIVED:
        return
    handler = HANDLERS.get(event.type)
    try:
        state, note = (InboxState.IGNORED, "") if handler is None else _handle(event, handler, now)
    except Quarantine as doubt:
        state, note = InboxState.QUARANTINED, str(doubt)
    except CitySuspended:
        WebhookEvent.objects.filter(pk=event.pk).update(retry_at=now + LONGEST_RETRY, note="city suspended")
        return
    except Exception as error:
        wait = min(FIRST_RETRY * 2 ** min(event.attempts, 12), LONGEST_RETRY)
        WebhookEvent.objects.filter(pk=event.pk).update(
            attempts=event.attempts + 1, retry_at=now + wait, note=f"{type(error).__name__}: {error}"[:2000]
        )
        raise
    WebhookEvent.objects.filter(pk=event.pk).update(state=state, note=note, processed_at=now)


def sweep(*, now: datetime) -> int:
    """Nudge the workers for every event whose next try has come; return how many.

    Nobody is nudged for the same event again before `FIRST_RETRY`, nor while the workers have enough to do: a long
    queue would grow by its own length.
    """
    if workers.have_enough():
        return 0
    due = selectors.list_due(now, SWEEP_LIMIT)
    WebhookEvent.objects.filter(pk__in=due).update(retry_at=now + FIRST_RETRY)
    for event_pk in due:
        _nudge(event_pk)
    return len(due)


def _without_persons(event: dict[str, Any]) -> dict[str, Any]:
    """Keep of an event what says where to look: the public schema holds no data of donors."""
    subject = event["data"]["object"]
    kept = {name: subject[name] for name in ("id", "object", "metadata") if name in subject}
    return {**{name: event[name] for name in ("id", "type", "created") if name in event}, "data": {"object": kept}}


def _handle(event: WebhookEvent, handler: "Handler", now: datetime) -> tuple[InboxState, str]:
    subject = event.payload["data"]["object"]
    schema_name = registry.schema_of_account(event.account_id)
    if schema_name is None:
        raise Quarantine(f"unknown account {event.account_id!r}")
    named = (subject.get("metadata") or {}).get("tenant", schema_name)
    if named != schema_name:
        raise Quarantine(f"account of {schema_name}, metadata of {named}")
    if registry.get_tenant(schema_name).state != TenantState.ACTIVE:
        raise CitySuspended
    with schema_context(schema_name):
        handler(event.account_id, subject, now)
    return InboxState.PROCESSED, ""


def _payment(account_id: str, session: dict[str, Any], now: datetime) -> None:
    with _ours(session):
        matching.check_payment(key=_our_id(session, "attempt"), now=now)


def _saved_card(account_id: str, intent: dict[str, Any], now: datetime) -> None:
    if (intent.get("metadata") or {}).get("way") == AttemptKind.OFF_SESSION:
        _payment(account_id, intent, now)


def _refund(account_id: str, refund: dict[str, Any], now: datetime) -> None:
    with _ours(refund):
        donations.send_refund(key=_our_id(refund, "refund"), now=now)


def _dispute(account_id: str, dispute: dict[str, Any], now: datetime) -> None:
    with _ours(dispute):
        matching.follow_dispute(account_id=account_id, dispute_id=str(dispute.get("id", "")), now=now)


def _payout(account_id: str, payout: dict[str, Any], now: datetime) -> None:
    named = str((payout.get("metadata") or {}).get("payout", ""))
    ours = int(named) if named.isdigit() else None
    with _ours(payout):
        matching.follow_payout(account_id=account_id, payout_id=str(payout.get("id", "")), ours=ours, now=now)


def _account(account_id: str, account: dict[str, Any], now: datetime) -> None:
    payments.refresh_account(account_id=account_id, now=now)


@contextmanager
def _ours(subject: dict[str, Any]) -> Iterator[None]:
    try:
        yield
    except ObjectDoesNotExist as error:
        raise Quarantine(f"{subject.get('id')} names something that does not exist here") from error


def _our_id(subject: dict[str, Any], name: str) -> str:
    value = str((subject.get("metadata") or {}).get(name, ""))
    if not value.isdigit():
        raise Quarantine(f"{subject.get('id')} names no {name} of ours")
    return value


def _nudge(event_pk: int) -> None:
    current_app.send_task("webhooks.process", args=[event_pk], headers={"_schema_name": "public"}, retry=False)


Handler = Callable[[str, dict[str, Any], datetime], None]

HANDLERS: dict[str, Handler] = {
    "checkout.session.completed": _payment,
    "checkout.session.expired": _payment,
    "checkout.session.async_payment_succeeded": _payment,
    "checkout.session.async_payment_failed": _payment,
    "payment_intent.succeeded": _saved_card,
    "payment_intent.payment_failed": _saved_card,
    "refund.updated": _refund,
    "refund.failed": _refund,
    "charge.dispute.created": _dispute,
    "charge.dispute.updated": _dispute,
    "charge.dispute.funds_withdrawn": _dispute,
    "charge.dispute.funds_reinstated": _dispute,
    "charge.dispute.closed": _dispute,
    "payout.created": _payout,
    "payout.paid": _payout,
    "payout.failed": _payout,
    "account.updated": _account,
}
