"""Gifts of citizens and bodies."""

from django.db import models
from django.db.models import Q

from apps.donations.states import DonationState


class Donation(models.Model):
    """One gift to one campaign; anonymous to the public is never anonymous to the payee."""

    class DonorKind(models.TextChoices):
        NATURAL_PERSON = "natural_person", "Persona fisica"
        LEGAL_ENTITY = "legal_entity", "Ente o impresa"

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    attempt = models.ForeignKey("payments.PaymentAttempt", on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(help_text="One key per intention: the same key is the same gift.")
    amount_cents = models.BigIntegerField()
    state = models.CharField(max_length=12, default=DonationState.STARTED, choices=[(s, s) for s in DonationState])
    donor_kind = models.CharField(max_length=20, choices=DonorKind.choices, default=DonorKind.NATURAL_PERSON)
    donor_name = models.CharField(max_length=120)
    donor_email = models.EmailField()
    donor_key = models.CharField(max_length=64, help_text="Keyed hash of the donor, for rules that count persons.")
    is_anonymous = models.BooleanField(default=False)
    wants_receipt = models.BooleanField(default=False)
    donor_tax_code = models.CharField(max_length=16, blank=True)
    donor_address = models.CharField(max_length=200, blank=True)
    is_demo = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    collected_at = models.DateTimeField(null=True)
    refunded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request_key"], name="donation_request_once"),
            models.UniqueConstraint(fields=["attempt"], name="donation_attempt_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="donation_amount_positive"),
            models.CheckConstraint(condition=Q(state__in=list(DonationState)), name="donation_state_known"),
            models.CheckConstraint(
                condition=Q(donor_kind__in=["natural_person", "legal_entity"]), name="donation_donor_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["started", "lapsed"]) | Q(collected_at__isnull=False),
                name="donation_collected_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state="refunded") | Q(refunded_at__isnull=False), name="donation_refunded_has_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(wants_receipt=False) | (~Q(donor_tax_code="") & ~Q(donor_address="")),
                name="donation_receipt_needs_tax_data",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state"], name="donation_of_campaign"),
            models.Index(fields=["campaign", "collected_at"], name="donation_latest"),
        ]

    def __str__(self) -> str:
        return f"donation {self.pk} {self.state}"
