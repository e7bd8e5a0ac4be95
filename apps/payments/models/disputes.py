"""Charges that a donor's bank has called into question."""

from django.db import models
from django.db.models import Q

from apps.payments.states import CLOSED_DISPUTES, DisputeState


class Dispute(models.Model):
    """One dispute as the processor told it last; its state only moves on."""

    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    dispute_id = models.CharField(max_length=80)
    amount_cents = models.BigIntegerField()
    fee_cents = models.BigIntegerField(default=0, help_text="What the processor took for it.")
    reason = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=16, choices=[(s, s) for s in DisputeState])
    evidence_due_at = models.DateTimeField(null=True)
    evidence = models.TextField(blank=True, help_text="What the office answered.")
    evidence_key = models.UUIDField(null=True, help_text="The key of the answer, committed before it is sent.")
    evidence_sent_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, help_text="When the money left the account.")
    reinstated_at = models.DateTimeField(null=True, help_text="When it came back.")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute_id"], name="dispute_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0) & Q(fee_cents__gte=0), name="dispute_amounts"),
            models.CheckConstraint(condition=Q(state__in=list(DisputeState)), name="dispute_state_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=False) ^ ~Q(state__in=CLOSED_DISPUTES),
                name="dispute_closed_has_an_instant",
            ),
            models.CheckConstraint(
                condition=Q(reinstated_at__isnull=True) | Q(withdrawn_at__isnull=False),
                name="dispute_reinstated_was_withdrawn",
            ),
            models.CheckConstraint(
                condition=Q(evidence_sent_at__isnull=True) | ~Q(evidence=""), name="dispute_evidence_has_words"
            ),
        ]
        indexes = [models.Index(fields=["attempt", "state"], name="dispute_of_attempt")]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.state}"
