"""Receipts, their yearly counters, the city's texts, and what bodies and campaigns add to them."""

from django.db import models
from django.db.models import F, Q

from apps.receipts.states import CancelCause, ReceiptState, Regime

_VALID = Q(state=ReceiptState.ISSUED)


class ReceiptText(models.Model):
    """One version of the city's text for a regime; the latest is in force, older ones stand in the receipts."""

    regime = models.CharField(max_length=12, choices=[(r, r) for r in Regime])
    version = models.PositiveIntegerField()
    text = models.TextField(help_text="Paragraphs divided by empty lines.")
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["regime", "version"], name="receipt_text_version_once"),
            models.CheckConstraint(condition=Q(regime__in=list(Regime)), name="receipt_text_regime_known"),
            models.CheckConstraint(condition=~Q(text=""), name="receipt_text_not_empty"),
            models.CheckConstraint(condition=Q(version__gte=1), name="receipt_text_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.regime} {self.version}"


class CampaignRegime(models.Model):
    """The tax regime that the office gave to a campaign; without it no receipt is issued."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    regime = models.CharField(max_length=12, choices=[(r, r) for r in Regime])
    chosen_by = models.CharField(max_length=120)
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign"], name="campaign_regime_once"),
            models.CheckConstraint(condition=Q(regime__in=list(Regime)), name="campaign_regime_known"),
        ]

    def __str__(self) -> str:
        return f"campaign {self.campaign_id} {self.regime}"


class IssuerDetails(models.Model):
    """What receipts say of a body besides its name and tax code."""

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    runts = models.CharField(max_length=20, blank=True, help_text="Number in the register of third-sector bodies.")
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation"], name="issuer_details_once")]

    def __str__(self) -> str:
        return f"issuer {self.organisation_id}"


class ReceiptCounter(models.Model):
    """The last number of an issuer's year; its row is the lock under which a number is taken."""

    issuer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField()
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="receipt_counter_once")]

    def __str__(self) -> str:
        return f"{self.issuer_id} {self.year}: {self.last_number}"


class DonationReceipt(models.Model):
    """One receipt; what it says is frozen in `snapshot`, whose seal is `sha256`. Amounts in cents."""

    issuer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveIntegerField(help_text="Italian year of issue.")
    number = models.PositiveIntegerField()
    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+")
    replaces = models.ForeignKey("receipts.DonationReceipt", on_delete=models.PROTECT, related_name="+", null=True)
    regime = models.CharField(max_length=12, choices=[(r, r) for r in Regime])
    amount_cents = models.BigIntegerField()
    deductible_cents = models.BigIntegerField()
    paid_on = models.DateField(help_text="Italian day of the payment: its year is the tax year.")
    snapshot = models.JSONField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReceiptState], default=ReceiptState.ISSUED)
    issued_at = models.DateTimeField()
    issued_by = models.CharField(max_length=120)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.CharField(max_length=120, blank=True)
    cancel_cause = models.CharField(max_length=12, blank=True, choices=[(c, c) for c in CancelCause])
    cancel_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "number"], name="receipt_number_once"),
            models.UniqueConstraint(fields=["donation"], condition=_VALID, name="receipt_valid_once_per_donation"),
            models.UniqueConstraint(
                fields=["replaces"], condition=Q(replaces__isnull=False), name="receipt_replaced_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="receipt_number_from_one"),
            models.CheckConstraint(condition=Q(regime__in=list(Regime)), name="receipt_regime_known"),
            models.CheckConstraint(
                condition=Q(amount_cents__gt=0)
                & Q(deductible_cents__gte=0)
                & Q(deductible_cents__lte=F("amount_cents")),
                name="receipt_deductible_within_amount",
            ),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="receipt_is_sealed"),
            models.CheckConstraint(
                condition=(_VALID & Q(cancelled_at__isnull=True, cancelled_by="", cancel_cause="", cancel_reason=""))
                | (
                    Q(state=ReceiptState.CANCELLED, cancelled_at__isnull=False, cancel_cause__in=list(CancelCause))
                    & ~Q(cancelled_by="")
                    & ~Q(cancel_reason="")
                ),
                name="receipt_cancelled_with_actor_and_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["donation"], name="receipt_of_donation"),
            models.Index(fields=["issuer", "paid_on"], name="receipt_of_tax_year"),
        ]

    def __str__(self) -> str:
        return f"receipt {self.number}/{self.year} of issuer {self.issuer_id}"


class SummaryRequest(models.Model):
    """Somebody asked for a yearly summary; deleted as soon as it was looked at, whether a gift was found or not."""

    email = models.EmailField()
    tax_code = models.CharField(max_length=16)
    year = models.PositiveIntegerField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(email="") & ~Q(tax_code=""), name="summary_request_complete"),
        ]

    def __str__(self) -> str:
        return f"summary request {self.pk}"
