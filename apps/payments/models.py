"""Connected accounts, attempts and refunds: each row is committed before the call that it is the key of."""

from django.db import models
from django.db.models import F, Q

from apps.payments.states import AttemptState, RefundState


class ConnectedAccount(models.Model):
    """The processor's account of a body that receives donations directly."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    account_id = models.CharField(max_length=64, blank=True)
    charges_enabled = models.BooleanField(default=False)
    details_submitted = models.BooleanField(default=False)
    refreshed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="connected_account_once_per_organisation"),
            models.UniqueConstraint(fields=["idempotency_key"], name="connected_account_key_once"),
            models.UniqueConstraint(
                fields=["account_id"], condition=~Q(account_id=""), name="connected_account_id_once"
            ),
        ]

    def __str__(self) -> str:
        return self.account_id or f"account of organisation {self.organisation_id}"


class PaymentAttempt(models.Model):
    """One try to collect an amount through the processor's hosted page."""

    account = models.ForeignKey("payments.ConnectedAccount", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    amount_cents = models.BigIntegerField()
    request = models.JSONField(help_text="Exactly what is sent, so that a retry sends the same.")
    state = models.CharField(max_length=12, default=AttemptState.PREPARED, choices=[(s, s) for s in AttemptState])
    session_id = models.CharField(max_length=80, blank=True)
    session_url = models.URLField(max_length=2000, blank=True)
    charge_id = models.CharField(max_length=80, blank=True)
    fee_cents = models.BigIntegerField(default=0)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idempotency_key"], name="payment_attempt_key_once"),
            models.UniqueConstraint(fields=["session_id"], condition=~Q(session_id=""), name="payment_session_once"),
            models.UniqueConstraint(fields=["charge_id"], condition=~Q(charge_id=""), name="payment_charge_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payment_amount_positive"),
            models.CheckConstraint(
                condition=Q(fee_cents__gte=0) & Q(fee_cents__lte=F("amount_cents")), name="payment_fee_within_amount"
            ),
            models.CheckConstraint(condition=Q(state__in=list(AttemptState)), name="payment_state_known"),
            models.CheckConstraint(
                condition=~Q(state=AttemptState.PAID) | ~Q(charge_id=""), name="payment_paid_has_a_charge"
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk} {self.state}"


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
        ]

    def __str__(self) -> str:
        return f"refund {self.pk} {self.state}"
