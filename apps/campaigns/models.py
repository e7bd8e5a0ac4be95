"""Campaigns."""

from django.db import models
from django.db.models import F, Q

from apps.campaigns.states import CampaignState
from apps.kernel.texts import TitleAndSummary, TitleAndText
from apps.pictures import rules as pictures
from apps.pictures.rules import PictureView


class Campaign(TitleAndSummary, models.Model):
    """One project that collects gifts until a deadline, under the rules that were in force when it opened."""

    call = models.ForeignKey("calls.Call", on_delete=models.PROTECT, related_name="+")
    rules_version = models.ForeignKey("calls.RulesVersion", on_delete=models.PROTECT, related_name="+", null=True)
    proponent = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    beneficiary = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("payments.ConnectedAccount", on_delete=models.PROTECT, related_name="+", null=True)
    title = models.CharField(max_length=160)
    slug = models.SlugField(max_length=80, db_index=False)
    summary = models.CharField(max_length=400)
    story = models.TextField(help_text="Markdown.")
    translations = models.JSONField(
        default=dict, db_default={}, help_text="Title, summary, words of the cover, by language."
    )
    cover = models.JSONField(default=dict, blank=True, help_text="key, alt, width, height of the picture in lists")
    area = models.CharField(max_length=200, blank=True)
    district = models.CharField(max_length=120, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    cost_cents = models.BigIntegerField(help_text="The whole cost; with rounds, the minimum.")
    optimum_cost_cents = models.BigIntegerField(null=True, help_text="With rounds: what the last one collects for.")
    category = models.CharField(max_length=40, blank=True, help_text="As named by the caps of the call's rules.")
    rank = models.PositiveIntegerField(null=True, help_text="Place in the final ranking.")
    state = models.CharField(max_length=20, default=CampaignState.DRAFT, choices=[(s, s) for s in CampaignState])
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    threshold_reached_at = models.DateTimeField(null=True)
    collection_started_at = models.DateTimeField(null=True, help_text="When saved cards began to be charged.")
    settled_at = models.DateTimeField(null=True)
    cancelled_reason = models.CharField(max_length=400, blank=True)
    refunds_completed_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False, help_text="Figures or bodies are invented for the demo.")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slug"], name="campaign_slug_once"),
            models.CheckConstraint(condition=Q(cost_cents__gt=0), name="campaign_cost_positive"),
            models.CheckConstraint(
                condition=Q(optimum_cost_cents__isnull=True) | Q(optimum_cost_cents__gte=F("cost_cents")),
                name="campaign_optimum_not_below_minimum",
            ),
            models.UniqueConstraint(
                fields=["call", "rank"], condition=Q(rank__isnull=False), name="campaign_rank_once_per_call"
            ),
            models.CheckConstraint(
                condition=~Q(state=CampaignState.CANCELLED) | ~Q(cancelled_reason=""),
                name="campaign_cancelled_for_a_reason",
            ),
            models.CheckConstraint(condition=Q(state__in=list(CampaignState)), name="campaign_state_known"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="campaign_point_whole_and_on_earth",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="campaign_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(state=CampaignState.DRAFT)
                | Q(
                    rules_version__isnull=False, account__isnull=False, opens_at__isnull=False, closes_at__isnull=False
                ),
                name="campaign_open_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=False) ^ ~Q(state__in=["funded", "not_funded", "cancelled"]),
                name="campaign_settled_has_an_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state", "closes_at"], name="campaign_of_call_by_deadline"),
            models.Index(fields=["state", "-closes_at"], name="campaign_by_state_and_deadline"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def told_cover(self) -> PictureView | None:
        """The picture in lists, with its words in the language of who reads."""
        return pictures.shown(self.cover, translations=self.translations)


class Reward(TitleAndText, models.Model):
    """A thank-you that a campaign gives from a certain gift on; one that nobody may choose any more is withdrawn."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True, help_text="Markdown.")
    translations = models.JSONField(
        default=dict, db_default={}, help_text="Title and text by language; what is missing is Italian."
    )
    minimum_cents = models.BigIntegerField(help_text="The smallest gift that gets it.")
    value_cents = models.BigIntegerField(default=0, help_text="Its worth: that part of the gift is not deductible.")
    quantity = models.PositiveIntegerField(null=True, help_text="How many there are; empty without a limit.")
    position = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="reward_has_a_title"),
            models.CheckConstraint(condition=Q(minimum_cents__gt=0), name="reward_minimum_positive"),
            models.CheckConstraint(
                condition=Q(value_cents__gte=0) & Q(value_cents__lte=F("minimum_cents")),
                name="reward_worth_within_minimum",
            ),
            models.CheckConstraint(
                condition=Q(quantity__isnull=True) | Q(quantity__gt=0), name="reward_quantity_positive"
            ),
        ]
        indexes = [models.Index(fields=["campaign", "position"], name="reward_of_campaign")]

    def __str__(self) -> str:
        return self.title
