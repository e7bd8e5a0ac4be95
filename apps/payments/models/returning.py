"""Money that goes back: refunds at the processor, and transfers to the donor's bank where there is no card to go to."""

from django.db import models
from django.db.models import Q

from apps.payments.states import BankRefundState, RefundState


class Refund(models.Model):
    """The return of a whole charge, one per attempt, with its own key and its own proof."""

    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    amount_cents = models.BigIntegerField()
    reason = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=RefundState.PREPARED, choices=[(s, s) for s in RefundState])
    refund_id = models.CharField(max_length=80, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt"], name="refund_once_per_attempt"),
            models.UniqueConstraint(fields=["idempotency_key"], name="refund_key_once"),
            models.UniqueConstraint(fields=["refund_id"], condition=~Q(refund_id=""), name="refund_id_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="refund_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=list(RefundState)), name="refund_state_known"),
            models.CheckConstraint(
                condition=~Q(state=RefundState.SUCCEEDED) | ~Q(refund_id=""), name="refund_succeeded_has_a_proof"
            ),
            models.CheckConstraint(
                condition=~Q(state=RefundState.CANCELLED) | Q(refund_id=""), name="refund_cancelled_was_never_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"refund {self.pk} {self.state}"


class BankRefundBatch(models.Model):
    """One file of orders for the bank of one beneficiary, kept exactly as it was given out."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    message_id = models.CharField(max_length=35)
    iban = models.CharField(max_length=34, help_text="The account that pays.")
    content = models.TextField(help_text="pain.001, exactly as hashed.")
    sha256 = models.CharField(max_length=64)
    orders = models.PositiveIntegerField()
    total_cents = models.BigIntegerField()
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message_id"], name="bank_batch_message_once"),
            models.CheckConstraint(condition=Q(orders__gt=0) & Q(total_cents__gt=0), name="bank_batch_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="bank_batch_hash_shape"),
        ]

    def __str__(self) -> str:
        return self.message_id


class BankRefund(models.Model):
    """A whole gift that goes back to the donor's bank account; one that the bank returns is followed by another."""

    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    reason = models.CharField(max_length=40)
    state = models.CharField(max_length=12, default=BankRefundState.TO_ASK, choices=[(s, s) for s in BankRefundState])
    holder = models.CharField(max_length=70, blank=True, help_text="Whose account it is.")
    iban = models.CharField(max_length=34, blank=True)
    batch = models.ForeignKey("payments.BankRefundBatch", on_delete=models.PROTECT, related_name="+", null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    paid_on = models.DateField(null=True, help_text="The day of the bank's statement.")
    reference = models.CharField(max_length=80, blank=True, help_text="The bank's name of the payment: the proof.")
    settled_at = models.DateTimeField(null=True)
    return_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["attempt"],
                condition=~Q(state__in=[BankRefundState.RETURNED, BankRefundState.CANCELLED]),
                name="bank_refund_once_at_a_time",
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="bank_refund_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=list(BankRefundState)), name="bank_refund_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[BankRefundState.TO_ASK, BankRefundState.CANCELLED])
                | (~Q(iban="") & ~Q(holder="")),
                name="bank_refund_has_an_account",
            ),
            models.CheckConstraint(
                condition=~Q(state=BankRefundState.EXPORTED) | Q(batch__isnull=False),
                name="bank_refund_exported_in_batch",
            ),
            models.CheckConstraint(
                condition=~Q(state=BankRefundState.PAID)
                | (Q(paid_on__isnull=False) & Q(settled_at__isnull=False) & ~Q(reference="")),
                name="bank_refund_paid_has_a_proof",
            ),
            models.CheckConstraint(
                condition=~Q(state=BankRefundState.RETURNED) | ~Q(return_reason=""),
                name="bank_refund_returned_says_why",
            ),
        ]
        indexes = [models.Index(fields=["state", "created_at"], name="bank_refund_desk")]

    def __str__(self) -> str:
        return f"bank refund {self.pk} {self.state}"
