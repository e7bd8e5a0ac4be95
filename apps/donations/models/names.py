"""Names beside gifts that the office took off the public pages."""

from django.db import models
from django.db.models import Q

from apps.donations.states import NameFault


class HiddenName(models.Model):
    """A name that nobody reads beside a gift, and that its donor does not choose again, until it is restored."""

    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="Empty once its donor has left.")
    fault = models.CharField(max_length=20, choices=[(fault, fault) for fault in NameFault])
    note = models.CharField(max_length=500, blank=True, help_text="For the office only.")
    hidden_by = models.CharField(max_length=254)
    hidden_at = models.DateTimeField()
    restored_by = models.CharField(max_length=254, blank=True)
    restored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["donation", "name"],
                condition=Q(restored_at__isnull=True) & ~Q(name=""),
                name="hidden_name_once",
            ),
            models.CheckConstraint(condition=Q(fault__in=list(NameFault)), name="hidden_name_fault_known"),
            models.CheckConstraint(condition=~Q(hidden_by=""), name="hidden_name_by_somebody"),
            models.CheckConstraint(
                condition=Q(restored_by="", restored_at__isnull=True)
                | (~Q(restored_by="") & Q(restored_at__isnull=False)),
                name="hidden_name_restored_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"hidden name {self.pk} of donation {self.donation_id}"
