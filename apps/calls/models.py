"""Calls, the acts behind them, and the frozen versions of their rules."""

from django.db import models
from django.db.models import F, Q

from apps.calls.states import ActKind, CallKind, CallState


class Call(models.Model):
    """A public call: what the municipality asks for, from whom, and with which rules."""

    title = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, db_index=False)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in CallKind])
    state = models.CharField(max_length=20, default=CallState.DRAFT, choices=[(state, state) for state in CallState])
    summary = models.CharField(max_length=400, blank=True)
    description = models.TextField(blank=True, help_text="Markdown.")
    legal_basis = models.CharField(max_length=300, blank=True)
    programme = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=60, blank=True)
    project_code = models.CharField(max_length=60, blank=True)
    cup = models.CharField(max_length=20, blank=True)
    project_officer = models.CharField(max_length=120, blank=True, help_text="The RUP's name, as the act states it.")
    areas = models.JSONField(default=list, blank=True, help_text="List of texts.")
    districts = models.JSONField(default=list, blank=True, help_text="List of names.")
    applicants_admitted = models.JSONField(default=list, blank=True, help_text="List of texts.")
    faq = models.JSONField(default=list, blank=True, help_text="List of {question, answer}.")
    opens_at = models.DateTimeField(null=True, blank=True, help_text="First instant of the campaigns, where known.")
    closes_at = models.DateTimeField(null=True, blank=True, help_text="First instant after them, where known.")
    rules_draft = models.JSONField(default=dict, blank=True, help_text="Rules document, not yet frozen.")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="call_slug_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(slug=""), name="call_has_a_title_and_slug"),
            models.CheckConstraint(condition=Q(kind__in=list(CallKind)), name="call_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(CallState)), name="call_state_known"),
            models.CheckConstraint(
                condition=Q(state=CallState.DRAFT, published_at__isnull=True)
                | (~Q(state=CallState.DRAFT) & Q(published_at__isnull=False)),
                name="call_published_at_when_public",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="call_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AdministrativeAct(models.Model):
    """A delibera, determina or other act of the municipality about a call; never changed afterwards."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ActKind])
    number = models.CharField(max_length=40)
    date = models.DateField()
    office = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "kind", "number", "date"], name="act_once_per_call"),
            models.CheckConstraint(condition=Q(kind__in=list(ActKind)), name="act_kind_known"),
            models.CheckConstraint(condition=~Q(number=""), name="act_has_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} n. {self.number} del {self.date:%d/%m/%Y}"


class RulesVersion(models.Model):
    """The rules of a call as published by an act: frozen, numbered from 1, with their SHA-256."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64)
    act = models.ForeignKey("calls.AdministrativeAct", on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="rules_version_number_once"),
            models.UniqueConstraint(fields=["act"], name="rules_version_one_per_act"),
            models.CheckConstraint(condition=Q(number__gte=1), name="rules_version_from_one"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="rules_version_sha256_hex"),
        ]

    def __str__(self) -> str:
        return f"{self.call_id} v{self.number}"
