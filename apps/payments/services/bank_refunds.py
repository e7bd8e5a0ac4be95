"""A gift that goes back to a bank account: where, in which file, whether the bank paid it. Moves no ledger account."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.payments import orders as files
from apps.payments import selectors
from apps.payments.models import BankRefund, BankRefundBatch, PaymentAttempt
from apps.payments.orders import Order
from apps.payments.states import BANK_REFUND, BankRefundState
from apps.people import selectors as people

if TYPE_CHECKING:
    from apps.people.models import Organisation


OPEN_TO_CHANGE = (BankRefundState.TO_ASK, BankRefundState.READY)


class AccountRefused(DomainError):
    """Money cannot be sent there; `fields` says why, per field."""

    code = "bank_account_refused"


class AccountFixed(DomainError):
    """The refund was ordered, paid or is not owed any more: its account stays as it is."""

    code = "bank_account_fixed"
    status = 409


class NothingToPay(DomainError):
    """No refund of the body waits for a file."""

    code = "nothing_to_pay"
    status = 409


class NoPayingAccount(DomainError):
    """The body that has to pay has no bank account of which we know."""

    code = "no_paying_account"
    status = 409


class BatchRefused(DomainError):
    """The bank has already done something of the file."""

    code = "bank_batch_refused"
    status = 409


def prepare_bank_refunds(*, attempts: Sequence[PaymentAttempt], reason: str, now: datetime) -> list[BankRefund]:
    """Write the intents to send whole gifts to the donors' banks, in one statement; accounts still to be asked for."""
    return BankRefund.objects.bulk_create(
        BankRefund(attempt=attempt, amount_cents=attempt.amount_cents, reason=reason, created_at=now)
        for attempt in attempts
    )


def set_account(*, bank_refund: BankRefund, holder: str, iban: str) -> None:
    """Write on a locked bank refund where it goes; it can be changed until it stands in a file.

    Raises AccountRefused, AccountFixed.
    """
    if bank_refund.state not in OPEN_TO_CHANGE:
        raise AccountFixed(_("Il bonifico è già stato ordinato: il conto non si può più cambiare."))
    wrong = files.why_not_an_account(holder, iban)
    if wrong:
        raise AccountRefused(" ".join(wrong.values()), fields=wrong)
    bank_refund.state = advance(BANK_REFUND, BankRefundState(bank_refund.state), BankRefundState.READY)
    bank_refund.holder, bank_refund.iban = holder.strip(), files.compact_iban(iban)
    bank_refund.save(update_fields=["state", "holder", "iban"])


def count_reminder(*, bank_refund: BankRefund) -> None:
    """Remember of a locked bank refund that its donor was asked once more."""
    bank_refund.reminders += 1
    bank_refund.save(update_fields=["reminders"])


@transaction.atomic
def export_bank_refunds(*, organisation_id: int, actor: str, now: datetime) -> BankRefundBatch:
    """Put everything that a body has to pay, and that no open dispute forbids, into one file for its bank.

    The file is kept exactly as it is given out. Raises NothingToPay, NoPayingAccount.
    """
    body = people.get_organisation(organisation_id)
    if not body.iban:
        raise NoPayingAccount(f"«{body.name}» non ha un IBAN registrato: aggiungilo prima di preparare il file.")
    orders = selectors.lock_ready_bank_refunds(organisation_id)
    if not orders:
        raise NothingToPay("Non c'è nessun rimborso da pagare per questo ente.")
    batch = _write(body, orders, actor, now)
    for bank_refund in orders:
        advance(BANK_REFUND, BankRefundState(bank_refund.state), BankRefundState.EXPORTED)
    BankRefund.objects.filter(pk__in=[order.pk for order in orders]).update(state=BankRefundState.EXPORTED, batch=batch)
    audit.record(
        actor=actor,
        verb="bank_refunds_exported",
        object_kind="bank_batch",
        object_id=batch.pk,
        now=now,
        data={"orders": batch.orders, "total_cents": batch.total_cents, "sha256": batch.sha256},
    )
    return batch


@transaction.atomic
def cancel_batch(*, batch_id: int, actor: str, now: datetime) -> BankRefundBatch:
    """Take a file back before the bank has it: its refunds are ready again. Raises BatchRefused."""
    batch = selectors.lock_batch(batch_id)
    if batch.cancelled_at:
        return batch
    orders = selectors.lock_orders_of(batch_id)
    if any(order.state != BankRefundState.EXPORTED for order in orders):
        raise BatchRefused("La banca ha già eseguito o respinto qualcosa di questo file: non si può più annullare.")
    for order in orders:
        advance(BANK_REFUND, BankRefundState(order.state), BankRefundState.READY)
    BankRefund.objects.filter(batch=batch).update(state=BankRefundState.READY, batch=None)
    batch.cancelled_at = now
    batch.save(update_fields=["cancelled_at"])
    audit.record(actor=actor, verb="bank_batch_cancelled", object_kind="bank_batch", object_id=batch.pk, now=now)
    return batch


def settle_bank_refund(*, bank_refund: BankRefund, reference: str, paid_on: date, now: datetime) -> None:
    """Store that the bank paid a locked bank refund, with its proof."""
    bank_refund.state = advance(BANK_REFUND, BankRefundState(bank_refund.state), BankRefundState.PAID)
    bank_refund.reference, bank_refund.paid_on, bank_refund.settled_at = reference.strip(), paid_on, now
    bank_refund.save(update_fields=["state", "reference", "paid_on", "settled_at"])


def return_bank_refund(*, bank_refund: BankRefund, reason: str, now: datetime) -> BankRefund:
    """Store that the bank sent a locked bank refund back, and write the one that follows it, account to be asked."""
    bank_refund.state = advance(BANK_REFUND, BankRefundState(bank_refund.state), BankRefundState.RETURNED)
    bank_refund.return_reason, bank_refund.settled_at = reason.strip(), now
    bank_refund.save(update_fields=["state", "return_reason", "settled_at"])
    return prepare_bank_refunds(attempts=[bank_refund.attempt], reason=bank_refund.reason, now=now)[0]


def cancel_bank_refund(*, bank_refund: BankRefund, now: datetime) -> None:
    """Say of a locked bank refund that no bank has heard of that nothing is owed any more."""
    bank_refund.state = advance(BANK_REFUND, BankRefundState(bank_refund.state), BankRefundState.CANCELLED)
    bank_refund.settled_at = now
    bank_refund.save(update_fields=["state", "settled_at"])


def _write(body: "Organisation", orders: list[BankRefund], actor: str, now: datetime) -> BankRefundBatch:
    number = BankRefundBatch.objects.filter(organisation_id=body.pk).count() + 1
    message_id = f"RIMBORSI-{body.pk}-{number}"
    content = files.payment_file(
        message_id=message_id,
        payer=body.name,
        payer_iban=body.iban,
        day=timezone.localdate(now),
        orders=[_order(each) for each in orders],
        written_at=now,
    )
    return BankRefundBatch.objects.create(
        organisation_id=body.pk,
        message_id=message_id,
        iban=body.iban,
        content=content,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        orders=len(orders),
        total_cents=sum(order.amount_cents for order in orders),
        created_at=now,
        created_by=actor,
    )


def _order(bank_refund: BankRefund) -> Order:
    name = selectors.end_to_end(bank_refund)
    return Order(
        end_to_end=name,
        holder=bank_refund.holder,
        iban=bank_refund.iban,
        amount_cents=bank_refund.amount_cents,
        words=f"Rimborso di una donazione, {name}",
    )
