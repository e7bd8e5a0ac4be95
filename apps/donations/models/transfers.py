"""Bank transfers: what a donor announced, and which line of a statement pays it."""

from django.db import models
from django.db.models import Q

from apps.donations.states import GiveBack, MatchKind


class Transfer(models.Model):
    """A gift that comes by bank transfer, with the reference that its donor copies."""

    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=25, help_text="Without spaces, with its check digits.")
    iban = models.CharField(max_length=34, help_text="Where it was asked to be sent.")
    beneficiary = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["donation"], name="transfer_donation_once"),
            models.UniqueConstraint(fields=["reference"], name="transfer_reference_once"),
            models.CheckConstraint(condition=Q(reference__regex=r"^RF[0-9]{14}$"), name="transfer_reference_shape"),
            models.CheckConstraint(condition=~Q(iban=""), name="transfer_has_an_iban"),
        ]

    def __str__(self) -> str:
        return self.reference


class LineMatch(models.Model):
    """A line of a statement pays a gift: written before the gift is collected, kept when it is undone."""

    line = models.ForeignKey("banking.StatementLine", on_delete=models.PROTECT, related_name="+")
    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=[(k, k) for k in MatchKind])
    charge_id = models.CharField(max_length=80, help_text="Proof of the money: `transfer:<line>`, then `:2` and so on.")
    begun_on = models.DateField(help_text="The day on which the transfer counts as begun.")
    give_back = models.CharField(max_length=20, blank=True, choices=[(g, g) for g in GiveBack])
    matched_by = models.CharField(max_length=254)
    matched_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=254, blank=True)
    undone_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(undone_at__isnull=True), name="match_line_once"),
            models.UniqueConstraint(
                fields=["donation"], condition=Q(undone_at__isnull=True), name="match_donation_once"
            ),
            models.UniqueConstraint(fields=["charge_id"], name="match_charge_once"),
            models.CheckConstraint(condition=Q(kind__in=list(MatchKind)), name="match_kind_known"),
            models.CheckConstraint(condition=Q(give_back__in=["", *GiveBack]), name="match_give_back_known"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | (~Q(undone_by="") & ~Q(undone_reason="")),
                name="match_undone_says_by_whom_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.charge_id} {self.kind}"
