"""The projection of the cities' published campaigns, and what ANCI features."""

from django.db import models
from django.db.models import Q

from apps.kernel.texts import TitleAndSummary


class ShowcaseCampaign(TitleAndSummary, models.Model):
    """A campaign as its city has published it; no personal data, no key into the city's schema but ids."""

    schema_name = models.CharField(max_length=63)
    campaign_id = models.BigIntegerField()
    city_name = models.CharField(max_length=120)
    url = models.CharField(max_length=300)
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=400)
    translations = models.JSONField(
        default=dict, db_default={}, help_text="Title, summary, words of the cover, by language."
    )
    area = models.CharField(max_length=200, blank=True)
    cover = models.JSONField(default=dict, blank=True, help_text="key, alt, width, height of its picture")
    beneficiary_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20)
    state_label = models.CharField(max_length=60)
    cost_cents = models.BigIntegerField()
    threshold_cents = models.BigIntegerField()
    raised_cents = models.BigIntegerField()
    gathered_cents = models.BigIntegerField(help_text="Collected once, given back or not.")
    match_cents = models.BigIntegerField()
    gifts = models.PositiveIntegerField()
    closes_at = models.DateTimeField()
    is_demo = models.BooleanField(default=False)
    featured_at = models.DateTimeField(null=True)
    featured_by = models.CharField(max_length=120, blank=True)
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["schema_name", "campaign_id"], name="showcase_campaign_once"),
            models.CheckConstraint(
                condition=Q(raised_cents__gte=0) & Q(match_cents__gte=0), name="showcase_figures_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["-featured_at"], name="showcase_featured"),
            models.Index(fields=["city_name", "schema_name"], name="showcase_by_city"),
        ]

    def __str__(self) -> str:
        return f"{self.city_name}: {self.title}"


class EditorialEvent(models.Model):
    """Who featured or took down which campaign, and when."""

    campaign = models.ForeignKey("showcase.ShowcaseCampaign", on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=20)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.campaign_id}"
