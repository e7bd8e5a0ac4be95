"""Reads and locks of what leaves an account: refunds, transfers to donors, disputes, payouts."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, QuerySet, Sum

from apps.kernel.errors import DomainError
from apps.payments.models import BankRefund, BankRefundBatch, Dispute, Refund
from apps.payments.states import CLOSED_DISPUTES, BankRefundState, DisputeState, RefundState


class ToPay(NamedTuple):
    """What a body has to pay by bank transfer; the sum in cents."""

    organisation_id: int
    name: str
    orders: int
    total_cents: int


TO_PAY = ("attempt__account__organisation_id", "attempt__account__organisation__name", "orders", "total_cents")


class BankRefundNotFound(DomainError):
    """No such refund by bank transfer, or file of them, in this city."""

    code = "bank_refund_not_found"
    status = 404


OVER = (BankRefundState.RETURNED, BankRefundState.CANCELLED)
FORBIDS_REFUNDS = (DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW)


def get_refund(refund_id: int) -> Refund:
    """Return a refund with its attempt and account; raises Refund.DoesNotExist."""
    return Refund.objects.select_related("attempt__account").get(pk=refund_id)


def get_refund_of(attempt_id: int) -> Refund | None:
    """Return the refund of an attempt, or None."""
    return Refund.objects.filter(attempt_id=attempt_id).first()


def list_refunds_of(attempt_ids: Iterable[int]) -> dict[int, Refund]:
    """Return the refunds of some attempts, by attempt."""
    return {refund.attempt_id: refund for refund in Refund.objects.filter(attempt_id__in=list(attempt_ids))}


def lock_refund(refund_id: int) -> Refund:
    """Lock a refund for the rest of the transaction."""
    return Refund.objects.select_for_update(no_key=True).get(pk=refund_id)


def list_failed_refunds() -> list[Refund]:
    """Return the refunds that the processor could not carry out and no bank has paid since, oldest first."""
    over = (BankRefundState.PAID, BankRefundState.CANCELLED)
    paid = BankRefund.objects.filter(state__in=over).values("attempt_id")
    failed = Refund.objects.select_related("attempt").filter(state=RefundState.FAILED).exclude(attempt_id__in=paid)
    return list(failed.order_by("settled_at"))


def get_bank_refund(bank_refund_id: int) -> BankRefund:
    """Return a bank refund with its attempt and account; raises BankRefund.DoesNotExist."""
    return BankRefund.objects.select_related("attempt__account", "batch").get(pk=bank_refund_id)


def find_bank_refund(bank_refund_id: int) -> BankRefund:
    """Return a bank refund as `get_bank_refund` does; raises BankRefundNotFound."""
    try:
        return get_bank_refund(bank_refund_id)
    except BankRefund.DoesNotExist as error:
        raise BankRefundNotFound("Questo rimborso non esiste.") from error


def find_batch(batch_id: int) -> BankRefundBatch:
    """Return a batch as `get_batch` does; raises BankRefundNotFound."""
    try:
        return get_batch(batch_id)
    except BankRefundBatch.DoesNotExist as error:
        raise BankRefundNotFound("Questo file non esiste.") from error


def get_bank_refund_of(attempt_id: int) -> BankRefund | None:
    """Return the bank refund of an attempt that is under way or paid, or None."""
    return BankRefund.objects.exclude(state__in=OVER).filter(attempt_id=attempt_id).first()


def data_of(attempt_ids: Sequence[int]) -> list[dict[str, object]]:
    """Return what is kept of the money given back for some attempts, for who paid it: cents, instants in UTC."""
    by_card = Refund.objects.filter(attempt_id__in=attempt_ids).order_by("pk")
    by_bank = BankRefund.objects.filter(attempt_id__in=attempt_ids).order_by("pk")
    return [
        *(
            {"mezzo": "carta", "importo_centesimi": row.amount_cents, "stato": row.state, "motivo": row.reason}
            | {"chiesto": row.created_at, "concluso": row.settled_at, "prova": row.refund_id}
            for row in by_card
        ),
        *(
            {"mezzo": "bonifico", "importo_centesimi": row.amount_cents, "stato": row.state, "motivo": row.reason}
            | {"chiesto": row.created_at, "concluso": row.settled_at, "prova": row.reference}
            | {"intestatario": row.holder, "iban": row.iban}
            for row in by_bank
        ),
    ]


def lock_bank_refund(bank_refund_id: int) -> BankRefund:
    """Lock a bank refund for the rest of the transaction and return it with its attempt and account."""
    found = BankRefund.objects.select_related("attempt__account").select_for_update(no_key=True, of=("self",))
    return found.get(pk=bank_refund_id)


def lock_ready_bank_refunds(organisation_id: int) -> list[BankRefund]:
    """Lock, in order of id, what a body has to pay and can be ordered now: no open dispute on the charge."""
    disputed = Dispute.objects.filter(state__in=FORBIDS_REFUNDS).values("attempt_id")
    return list(
        BankRefund.objects.select_for_update(no_key=True, of=("self",))
        .filter(state=BankRefundState.READY, attempt__account__organisation_id=organisation_id)
        .exclude(attempt_id__in=disputed)
        .order_by("pk")
    )


def find_bank_refunds(state: BankRefundState | None = None) -> QuerySet[BankRefund]:
    """Return bank refunds with their accounts and batches, oldest first; lazy, so that a page of them is read."""
    found = BankRefund.objects.select_related("attempt__account__organisation", "batch").order_by("created_at", "pk")
    return found.filter(state=state) if state else found


def list_to_pay() -> list[ToPay]:
    """Return what each body that has bank refunds ready has to pay, by name."""
    rows = (
        BankRefund.objects.filter(state=BankRefundState.READY)
        .values("attempt__account__organisation_id", "attempt__account__organisation__name")
        .annotate(orders=Count("pk"), total_cents=Sum("amount_cents"))
        .order_by("attempt__account__organisation__name")
    )
    return [ToPay(*row) for row in rows.values_list(*TO_PAY)]


def find_exported(reference: str) -> BankRefund | None:
    """Return the bank refund whose end-to-end name a statement carries, while the bank has it; else None."""
    number = reference.removeprefix("RIMBORSO-")
    if number == reference or not number.isdigit():
        return None
    return BankRefund.objects.filter(pk=int(number), state=BankRefundState.EXPORTED).first()


def end_to_end(bank_refund: BankRefund) -> str:
    """Return the name that a bank refund carries from our file to both statements."""
    return f"RIMBORSO-{bank_refund.pk}"


def get_batch(batch_id: int) -> BankRefundBatch:
    """Return a batch with its organisation; raises BankRefundBatch.DoesNotExist."""
    return BankRefundBatch.objects.select_related("organisation").get(pk=batch_id)


def lock_batch(batch_id: int) -> BankRefundBatch:
    """Lock a batch for the rest of the transaction."""
    return BankRefundBatch.objects.select_for_update(no_key=True).get(pk=batch_id)


def lock_orders_of(batch_id: int) -> list[BankRefund]:
    """Lock, in order of id, the bank refunds that stand in a batch."""
    return list(BankRefund.objects.select_for_update(no_key=True).filter(batch_id=batch_id).order_by("pk"))


def list_batches(limit: int = 50) -> list[BankRefundBatch]:
    """Return the latest batches, newest first, without their content."""
    return list(BankRefundBatch.objects.select_related("organisation").defer("content").order_by("-pk")[:limit])


def get_dispute(dispute_pk: int) -> Dispute:
    """Return a dispute with its attempt and account; raises Dispute.DoesNotExist."""
    return Dispute.objects.select_related("attempt__account").get(pk=dispute_pk)


def lock_dispute(dispute_id: str) -> Dispute | None:
    """Lock the dispute with the processor's id for the rest of the transaction, or return None."""
    return Dispute.objects.select_for_update(no_key=True).filter(dispute_id=dispute_id).first()


def is_disputed(attempt_id: int) -> bool:
    """Tell whether a dispute over the money of an attempt is open: no refund then. An inquiry forbids none."""
    return Dispute.objects.filter(attempt_id=attempt_id, state__in=FORBIDS_REFUNDS).exists()


def is_lost(attempt_id: int) -> bool:
    """Tell whether the donor's bank has taken the money of an attempt for good."""
    return Dispute.objects.filter(attempt_id=attempt_id, state=DisputeState.LOST).exists()


def list_open_disputes(attempt_ids: Iterable[int]) -> list[Dispute]:
    """Return the open disputes over some attempts, in order of id."""
    found = Dispute.objects.filter(attempt_id__in=list(attempt_ids)).exclude(state__in=CLOSED_DISPUTES)
    return list(found.order_by("pk"))


def list_disputes() -> list[Dispute]:
    """Return the disputes of the city, newest first."""
    return list(Dispute.objects.select_related("attempt__account").order_by("-opened_at", "-pk"))
