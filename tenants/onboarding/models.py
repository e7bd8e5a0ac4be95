"""What was asked for a new city, how far each step has come, and who did what to a city."""

from django.db import models
from django.db.models import Q

from tenants.onboarding.states import StepState


class OnboardingRequest(models.Model):
    """What the steps need to know beyond the tenant's row."""

    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT, related_name="+")
    domain = models.CharField(max_length=253)
    officer_email = models.EmailField()
    officer_name = models.CharField(max_length=120)
    requested_by = models.CharField(max_length=120)
    requested_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="onboarding_request_once"),
            models.UniqueConstraint(fields=["domain"], name="onboarding_domain_once"),
        ]

    def __str__(self) -> str:
        return self.domain


class OnboardingStep(models.Model):
    """One step of one city: running, done or failed; no row before it was first tried."""

    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=20, choices=[(s, s) for s in StepState])
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True, help_text="What was done, in Italian.")
    error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "step"], name="onboarding_step_once"),
            models.CheckConstraint(condition=Q(state__in=list(StepState)), name="onboarding_step_state_known"),
            models.CheckConstraint(
                condition=Q(state=StepState.RUNNING) | Q(finished_at__isnull=False), name="onboarding_step_end_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.state}"


class TenantEvent(models.Model):
    """One act of an operator on a city: append-only by privilege."""

    tenant = models.ForeignKey("registry.Tenant", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=40)
    reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["tenant", "at"], name="event_of_a_tenant")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb}"
