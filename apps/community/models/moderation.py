"""Reports of texts, acts of the office about them, and the city's choices."""

from django.db import models
from django.db.models import Q

from apps.community.states import Reason, Verb

_REASONS = [(reason, reason) for reason in Reason]
_ONE_TEXT = Q(comment__isnull=False, question__isnull=True) | Q(comment__isnull=True, question__isnull=False)

_ONE_REPORTED = (
    Q(comment__isnull=False, question__isnull=True, donation__isnull=True)
    | Q(comment__isnull=True, question__isnull=False, donation__isnull=True)
    | Q(comment__isnull=True, question__isnull=True, donation__isnull=False)
)


class Report(models.Model):
    """One person, or one network's guests, say that a text, or the name beside a gift, should not be there.

    Open until the office has looked.
    """

    comment = models.ForeignKey("community.Comment", on_delete=models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("community.Question", on_delete=models.PROTECT, null=True, related_name="+")
    donation = models.ForeignKey("donations.Donation", on_delete=models.PROTECT, null=True, related_name="+")
    reporter = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, help_text="A keyed digest of who reports: one report each.")
    reason = models.CharField(max_length=20, choices=_REASONS)
    text = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE_REPORTED, name="report_of_one_text_or_name"),
            models.CheckConstraint(condition=Q(reason__in=list(Reason)), name="report_reason_known"),
            models.CheckConstraint(condition=Q(fingerprint__regex=r"^[0-9a-f]{64}$"), name="report_fingerprint"),
            models.UniqueConstraint(
                fields=["comment", "fingerprint"], condition=Q(comment__isnull=False), name="report_of_comment_once"
            ),
            models.UniqueConstraint(
                fields=["question", "fingerprint"], condition=Q(question__isnull=False), name="report_of_question_once"
            ),
            models.UniqueConstraint(
                fields=["donation", "fingerprint"], condition=Q(donation__isnull=False), name="report_of_name_once"
            ),
        ]

    def __str__(self) -> str:
        return f"report {self.pk} {self.reason}"


class ModerationAct(models.Model):
    """What the office did of a text, who and why; never changed."""

    comment = models.ForeignKey("community.Comment", on_delete=models.PROTECT, null=True, related_name="+")
    question = models.ForeignKey("community.Question", on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(max_length=10, choices=[(verb, verb) for verb in Verb])
    reason = models.CharField(max_length=20, blank=True, choices=_REASONS)
    note = models.CharField(max_length=500, blank=True, help_text="For the office only.")
    actor = models.CharField(max_length=254)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE_TEXT, name="moderation_of_one_text"),
            models.CheckConstraint(condition=Q(verb__in=list(Verb)), name="moderation_verb_known"),
            models.CheckConstraint(
                condition=~Q(verb=Verb.HIDE) | Q(reason__in=list(Reason)), name="moderation_hides_for_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["comment", "at"], name="moderation_of_comment"),
            models.Index(fields=["question", "at"], name="moderation_of_question"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.at:%Y-%m-%d}"


class Policy(models.Model):
    """The city's choices about what people write; there is one at most, and without it the defaults hold."""

    slot = models.PositiveSmallIntegerField(default=1)
    holds_first = models.BooleanField(default=True, help_text="A person's first text waits for the office.")
    most_reports = models.PositiveSmallIntegerField(default=3, help_text="So many reports hold a text.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["slot"], name="policy_once"),
            models.CheckConstraint(condition=Q(slot=1), name="policy_one_slot"),
            models.CheckConstraint(condition=Q(most_reports__range=(1, 50)), name="policy_reports_sensible"),
        ]

    def __str__(self) -> str:
        return f"first held: {self.holds_first}, reports: {self.most_reports}"
