"""Claims on a pool, their reservations, and the decision records. Claims change only while the pool is locked."""

from django.db import models
from django.db.models import F, Q

from apps.matching.rules.decision import Phase


class MatchClaim(models.Model):
    """What a campaign that was reached, or one of its gifts, may have from its call's pool, and what it has.

    Where the match is per donation every gift has a claim: its place is the commit sequence of the call.
    """

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, related_name="+", null=True)
    place = models.PositiveBigIntegerField(help_text="Counted per call under the pool's lock: who is served first.")
    queued_at = models.DateTimeField(help_text="When it was queued; never before a claim with a lower place.")
    entitlement_cents = models.BigIntegerField()
    reserved_cents = models.BigIntegerField(default=0)
    committed_cents = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField(null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(donation__isnull=True), name="match_claim_once_per_campaign"
            ),
            models.UniqueConstraint(fields=["donation"], name="match_claim_once_per_gift"),
            models.UniqueConstraint(fields=["call", "place"], name="match_claim_place_once"),
            models.CheckConstraint(
                condition=Q(entitlement_cents__gte=0) & Q(reserved_cents__gte=0) & Q(committed_cents__gte=0),
                name="match_claim_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | Q(reserved_cents=0), name="match_claim_settled_reserves_nothing"
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | Q(reserved_cents=0, committed_cents=0),
                name="match_claim_released_holds_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "place"], name="match_claim_of_campaign"),
            models.Index(
                fields=["call", "place"],
                condition=Q(entitlement_cents__gt=F("reserved_cents") + F("committed_cents"), released_at__isnull=True),
                name="match_claim_waiting",
            ),
        ]

    def __str__(self) -> str:
        return f"claim of campaign {self.campaign_id}"


class MatchReservation(models.Model):
    """One reservation of a claim in the ledger, resolved once: at the outcome, or when its money went back."""

    claim = models.ForeignKey("matching.MatchClaim", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    amount_cents = models.BigIntegerField()
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "number"], name="match_reservation_number_once"),
            models.CheckConstraint(condition=Q(amount_cents__gt=0), name="match_reservation_positive"),
        ]

    def __str__(self) -> str:
        return f"reservation {self.number} of claim {self.claim_id}"


class DecisionRecord(models.Model):
    """One decision with every input, its result and its hash: anyone can recompute it."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    phase = models.CharField(max_length=12, choices=[(p, p) for p in Phase])
    rules_version = models.ForeignKey("calls.RulesVersion", on_delete=models.PROTECT, related_name="+")
    record = models.TextField(help_text="Canonical JSON of inputs and result, exactly as hashed.")
    sha256 = models.CharField(max_length=64)
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=Q(phase__in=list(Phase)), name="decision_phase_known"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="decision_hash_shape"),
        ]

    def __str__(self) -> str:
        return f"decision {self.number} of campaign {self.campaign_id}"
