"""A city's pictures, the draft of its look, the versions of look and legal texts, and the domains it claims."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from apps.branding.states import ClaimState, Origin, TextKind

_TOKEN = r"^[A-Za-z0-9_-]{32,64}$"  # noqa: S105  # nosec B105
_SHA256 = r"^[0-9a-f]{64}$"


class BrandFile(models.Model):
    """A picture as it is served: arms, photograph or logo, made again from what was uploaded, never changed."""

    sha256 = models.CharField(max_length=64)
    media_type = models.CharField(max_length=20)
    data = models.BinaryField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="brand_file_once"),
            models.CheckConstraint(condition=Q(sha256__regex=_SHA256), name="brand_file_sha256"),
            models.CheckConstraint(
                condition=Q(media_type__in=["image/svg+xml", "image/webp", "image/png"]), name="brand_file_kind_known"
            ),
            models.CheckConstraint(condition=Q(width__gte=1, height__gte=1), name="brand_file_has_a_size"),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.sha256[:12]}"


class LookDraft(models.Model):
    """The look that the office is trying out; there is one at most."""

    slot = models.PositiveSmallIntegerField(default=1)
    document = models.JSONField()
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot"], name="look_draft_once"),
            models.CheckConstraint(condition=Q(slot=1), name="look_draft_one_slot"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.saved_by}"


class LookVersion(models.Model):
    """A look as it went live; the highest number is what citizens see."""

    number = models.PositiveIntegerField()
    document = models.JSONField()
    origin = models.CharField(max_length=12, choices=[(o, o) for o in Origin])
    restored_from = models.PositiveIntegerField(null=True, blank=True)
    published_by = models.CharField(max_length=120)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="look_version_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="look_version_from_one"),
            models.CheckConstraint(condition=Q(origin__in=list(Origin)), name="look_version_origin_known"),
            models.CheckConstraint(
                condition=Q(origin=Origin.RESTORED, restored_from__isnull=False)
                | (~Q(origin=Origin.RESTORED) & Q(restored_from__isnull=True)),
                name="look_version_says_what_it_restores",
            ),
        ]

    def __str__(self) -> str:
        return f"look {self.number}"


class LegalText(models.Model):
    """One version of a page's own text, in Markdown; the latest is live, and an empty one brings back the built-in."""

    kind = models.CharField(max_length=10, choices=[(k, k) for k in TextKind])
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    saved_by = models.CharField(max_length=120)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="legal_text_version_once"),
            models.CheckConstraint(condition=Q(kind__in=list(TextKind)), name="legal_text_kind_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="legal_text_version_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class DomainClaim(models.Model):
    """A host that the city says is its own, with the token that a TXT record must hold to show it."""

    domain = models.CharField(max_length=253)
    token = models.CharField(max_length=64)
    state = models.CharField(max_length=10, default=ClaimState.PENDING, choices=[(s, s) for s in ClaimState])
    problem = models.CharField(max_length=300, blank=True, help_text="Italian: what the last check found.")
    requested_by = models.CharField(max_length=120)
    requested_at = models.DateTimeField()
    asked_at = models.DateTimeField(help_text="Since when the check is repeated by itself.")
    checked_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["domain"], name="domain_claim_once"),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="domain_claim_lower_case"),
            models.CheckConstraint(condition=Q(token__regex=_TOKEN), name="domain_claim_token"),
            models.CheckConstraint(condition=Q(state__in=list(ClaimState)), name="domain_claim_state_known"),
            models.CheckConstraint(
                condition=Q(state=ClaimState.VERIFIED, verified_at__isnull=False)
                | (~Q(state=ClaimState.VERIFIED) & Q(verified_at__isnull=True)),
                name="domain_claim_verified_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.domain} {self.state}"
