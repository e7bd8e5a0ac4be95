"""Runs of the reconciliation and what each found."""

from django.db import models
from django.db.models import Q

from apps.reconciliation.states import RunState, Scope


class ReconciliationRun(models.Model):
    """One look at one account; `account` is the ledger's code, `ledger` when its own sums and chain were proved."""

    account = models.CharField(max_length=100)
    scope = models.CharField(max_length=10, choices=[(s, s) for s in Scope])
    since = models.DateTimeField(null=True, help_text="First instant looked at; none for all of them.")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    looked_at = models.PositiveIntegerField(default=0, help_text="Movements of both sides.")
    in_flight = models.PositiveIntegerField(default=0, help_text="Too young to be missed: looked at again next time.")
    difference_cents = models.BigIntegerField(default=0, help_text="What they have more than we.")
    state = models.CharField(max_length=10, default=RunState.RUNNING, choices=[(s, s) for s in RunState])
    note = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(RunState)), name="reconciliation_state_known"),
            models.CheckConstraint(condition=Q(scope__in=list(Scope)), name="reconciliation_scope_known"),
            models.CheckConstraint(
                condition=Q(state=RunState.RUNNING) ^ Q(finished_at__isnull=False), name="reconciliation_finished_when"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.AGREES) | Q(difference_cents=0), name="reconciliation_agrees_to_the_cent"
            ),
            models.CheckConstraint(
                condition=Q(scope=Scope.FULL) ^ Q(since__isnull=False), name="reconciliation_window_begins"
            ),
        ]
        indexes = [models.Index(fields=["account", "-started_at"], name="reconciliation_latest")]

    def __str__(self) -> str:
        return f"{self.account} {self.started_at:%Y-%m-%d} {self.state}"


class ReconciliationFinding(models.Model):
    """Something that did not agree in one run; its case says whether somebody still has to look at it."""

    run = models.ForeignKey("reconciliation.ReconciliationRun", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    theirs_cents = models.BigIntegerField(null=True)
    ours_cents = models.BigIntegerField(null=True)
    message = models.CharField(max_length=400)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "code", "key"], name="reconciliation_finding_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.key}"
