"""Gifts received by hand: recorded with evidence by one officer, confirmed or refused by another."""

from django.db import models
from django.db.models import F, Q

from apps.donations.states import Means


class OfflineGift(models.Model):
    """How a gift was received outside the portal, what proves it, and who says so."""

    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+")
    means = models.CharField(max_length=10, choices=[(m, m) for m in Means])
    received_on = models.DateField()
    note = models.CharField(max_length=400, blank=True)
    evidence_sha256 = models.CharField(max_length=64, help_text="Names the file in the city's private folder.")
    evidence_name = models.CharField(max_length=120)
    evidence_type = models.CharField(max_length=20)
    evidence_bytes = models.PositiveIntegerField()
    recorded_by = models.CharField(max_length=254)
    recorded_at = models.DateTimeField()
    decided_by = models.CharField(max_length=254, blank=True)
    decided_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False)
    refused_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["donation"], name="offline_donation_once"),
            models.CheckConstraint(condition=Q(means__in=list(Means)), name="offline_means_known"),
            models.CheckConstraint(condition=~Q(recorded_by=""), name="offline_recorded_by_somebody"),
            models.CheckConstraint(
                condition=Q(is_refused=True) | ~Q(decided_by=F("recorded_by")), name="offline_confirmed_by_a_second"
            ),
            models.CheckConstraint(
                condition=Q(decided_by="", decided_at__isnull=True, is_refused=False)
                | (~Q(decided_by="") & Q(decided_at__isnull=False)),
                name="offline_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(is_refused=False, refused_reason="") | (Q(is_refused=True) & ~Q(refused_reason="")),
                name="offline_refused_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(evidence_sha256__regex=r"^[0-9a-f]{64}$") & Q(evidence_bytes__gt=0),
                name="offline_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.means} {self.donation_id}"
