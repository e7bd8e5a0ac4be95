"""Cases of one city."""

from django.db import models
from django.db.models import Q

from apps.cases.states import CaseKind, CaseState


class Case(models.Model):
    """Something that a person has to look at; the same thing opens one case, whatever is repeated."""

    kind = models.CharField(max_length=20, choices=[(k, k) for k in CaseKind])
    key = models.CharField(max_length=120, help_text="What makes it one: the same kind and key are the same case.")
    subject = models.CharField(max_length=60, help_text="What it is about, as kind:id.")
    summary = models.CharField(max_length=400, help_text="In Italian, without personal data.")
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=CaseState.OPEN, choices=[(s, s) for s in CaseState])
    opened_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=120, blank=True)
    resolution = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="case_once"),
            models.CheckConstraint(condition=Q(kind__in=list(CaseKind)), name="case_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(CaseState)), name="case_state_known"),
            models.CheckConstraint(
                condition=Q(state=CaseState.OPEN, resolved_at__isnull=True)
                | (Q(state=CaseState.RESOLVED, resolved_at__isnull=False) & ~Q(resolved_by="") & ~Q(resolution="")),
                name="case_resolved_says_by_whom_and_how",
            ),
        ]
        indexes = [models.Index(fields=["state", "kind", "opened_at"], name="case_desk")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.state}"
