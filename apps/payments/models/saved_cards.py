"""Mandates: what a donor allowed to be charged later, and the card kept for it."""

from django.db import models
from django.db.models import F, Q


class Mandate(models.Model):
    """What a donor allowed: one charge of one amount, for one purpose, until a date; and the card kept for it.

    The text is kept as it was accepted, with its SHA-256. The card's data here are what the processor tells anyone.
    """

    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    amount_cents = models.BigIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    locale = models.CharField(max_length=10)
    accepted_at = models.DateTimeField()
    latest_at = models.DateTimeField(help_text="The first instant at which it may not be charged any more.")
    saved_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    customer_id = models.CharField(max_length=80, blank=True)
    payment_method_id = models.CharField(max_length=80, blank=True)
    card_brand = models.CharField(max_length=20, blank=True)
    card_last4 = models.CharField(max_length=4, blank=True)
    card_expires_on = models.DateField(null=True, help_text="The last day on which the card is valid.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attempt"], name="mandate_once_per_attempt"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="mandate_amount_positive"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="mandate_hash_shape"),
            models.CheckConstraint(
                condition=Q(saved_at__isnull=True) | (~Q(customer_id="") & ~Q(payment_method_id="")),
                name="mandate_saved_has_a_card",
            ),
            models.CheckConstraint(condition=Q(latest_at__gt=F("accepted_at")), name="mandate_ends_after_acceptance"),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"
