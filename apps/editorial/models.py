"""The content of campaigns: what is being written, what was published, what was corrected, and the news."""

from django.db import models
from django.db.models import Q

from apps.editorial.states import Audience
from apps.kernel.texts import TitleAndText


class Draft(models.Model):
    """What is being written for a campaign and not public yet: one JSON document."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    document = models.JSONField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign"], name="draft_once_per_campaign")]

    def __str__(self) -> str:
        return f"draft of campaign {self.campaign_id}"


class ContentVersion(models.Model):
    """One published content of a campaign; the one with the highest number is what people read."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    document = models.JSONField()
    sha256 = models.CharField(max_length=64, help_text="Of the document's canonical JSON.")
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="content_number_once_per_campaign"),
            models.CheckConstraint(condition=Q(number__gt=0), name="content_number_positive"),
        ]

    def __str__(self) -> str:
        return f"content {self.number} of campaign {self.campaign_id}"


class Update(TitleAndText, models.Model):
    """News of a campaign, for everyone or for its donors; one that was taken back says why."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    text = models.TextField(help_text="Markdown.")
    translations = models.JSONField(
        default=dict, db_default={}, help_text="Title and text by language; what is missing is Italian."
    )
    pictures = models.JSONField(default=list, help_text="Key, alternative text, width and height of each.")
    audience = models.CharField(max_length=10, choices=[(a, a) for a in Audience], default=Audience.EVERYONE)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(text=""), name="update_says_something"),
            models.CheckConstraint(condition=Q(audience__in=list(Audience)), name="update_audience_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) ^ ~Q(withdrawn_reason=""), name="update_withdrawn_for_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "published_at"], name="update_of_campaign")]

    def __str__(self) -> str:
        return self.title


class Correction(models.Model):
    """A change to what donors relied on, or to news already read: what it said, what it says, and why."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    update = models.ForeignKey("editorial.Update", on_delete=models.PROTECT, related_name="+", null=True)
    subject = models.CharField(max_length=200, help_text="What was corrected, in words for people.")
    language = models.CharField(max_length=5, default="it", db_default="it", help_text="That of both texts.")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.CharField(max_length=400)
    corrected_at = models.DateTimeField()
    corrected_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="correction_has_a_reason"),
            models.CheckConstraint(condition=~Q(before=models.F("after")), name="correction_changes_something"),
        ]
        indexes = [models.Index(fields=["campaign", "corrected_at"], name="correction_of_campaign")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.reason}"
