"""Money that leaves the processor for the beneficiary's bank."""

from django.db import models
from django.db.models import Q

from apps.payments.states import PayoutState


class Payout(models.Model):
    """One payout: ours, with its key, or one that somebody made at the processor (no subject)."""

    account = models.ForeignKey("payments.ConnectedAccount", on_delete=models.PROTECT, related_name="+")
    idempotency_key = models.UUIDField()
    subject = models.CharField(max_length=60, blank=True, help_text="What it pays out, as kind:id.")
    amount_cents = models.BigIntegerField()
    state = models.CharField(max_length=12, default=PayoutState.PREPARED, choices=[(s, s) for s in PayoutState])
    payout_id = models.CharField(max_length=80, blank=True)
    failure = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idempotency_key"], name="payout_key_once"),
            models.UniqueConstraint(fields=["payout_id"], condition=~Q(payout_id=""), name="payout_id_once"),
            models.UniqueConstraint(
                fields=["subject"],
                condition=~Q(subject="") & ~Q(state=PayoutState.FAILED),
                name="payout_once_per_subject",
            ),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="payout_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=list(PayoutState)), name="payout_state_known"),
        ]

    def __str__(self) -> str:
        return f"payout {self.pk} {self.state}"
