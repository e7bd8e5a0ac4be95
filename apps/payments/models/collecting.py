"""Connected accounts and attempts to collect an amount."""

from django.db import models
from django.db.models import F, Q

from apps.payments.states import AttemptKind, AttemptState


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
    """One try to collect an amount: at the processor, by bank transfer, or by hand.

    `charge_id` is the proof of the money: the processor's charge, `transfer:<statement line>`, `offline:<donation>`.
    """

    kind = models.CharField(max_length=12, choices=[(k, k) for k in AttemptKind], default=AttemptKind.CHECKOUT)
    account = models.ForeignKey("payments.ConnectedAccount", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    amount_cents = models.BigIntegerField()
    request = models.JSONField(help_text="Exactly what is sent, so that a retry sends the same.")
    state = models.CharField(max_length=12, default=AttemptState.PREPARED, choices=[(s, s) for s in AttemptState])
    session_id = models.CharField(max_length=80, blank=True)
    session_url = models.URLField(max_length=2000, blank=True)
    intent_id = models.CharField(max_length=80, blank=True)
    charge_id = models.CharField(max_length=80, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True, help_text="The processor's name of the card.")
    failure_code = models.CharField(max_length=60, blank=True)
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
            models.UniqueConstraint(fields=["intent_id"], condition=~Q(intent_id=""), name="payment_intent_once"),
            models.CheckConstraint(condition=Q(kind__in=list(AttemptKind)), name="payment_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(AttemptState)), name="payment_state_known"),
            models.CheckConstraint(
                condition=~Q(state=AttemptState.PAID) | ~Q(charge_id=""), name="payment_paid_has_a_charge"
            ),
        ]

        indexes = [
            models.Index(fields=["fingerprint"], condition=~Q(fingerprint=""), name="payment_of_card"),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk} {self.state}"
