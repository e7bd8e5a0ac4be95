"""Comments, and questions with their answers."""

from django.db import models
from django.db.models import F, Q

from apps.community.states import Place, Reason, State

_REASONS = [(reason, reason) for reason in Reason]


class Comment(models.Model):
    """What a person says of a campaign or a district; an answer has a parent, which has none."""

    place = models.CharField(max_length=10, choices=[(place, place) for place in Place])
    key = models.CharField(max_length=80)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True, help_text="Markdown; empty once withdrawn.")
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    hidden_reason = models.CharField(max_length=20, blank=True, choices=_REASONS)
    contest = models.CharField(max_length=1000, blank=True, help_text="The author's words against the hiding.")
    contested_at = models.DateTimeField(null=True)
    contest_settled_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(place__in=list(Place)), name="comment_place_known"),
            models.CheckConstraint(condition=~Q(key=""), name="comment_has_a_key"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="comment_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN) ^ ~Q(text=""), name="comment_text_until_withdrawn"
            ),
            models.CheckConstraint(
                condition=(Q(state=State.HIDDEN) & Q(hidden_reason__in=list(Reason)))
                | (~Q(state=State.HIDDEN) & Q(hidden_reason="")),
                name="comment_hidden_for_a_reason",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="comment_not_its_own_answer"),
        ]
        indexes = [
            models.Index(fields=["place", "key", "parent", "-created_at"], name="comment_of_place"),
            models.Index(fields=["parent"], name="comment_answers"),
            models.Index(fields=["author", "created_at"], name="comment_of_author"),
            models.Index(fields=["state", "created_at"], name="comment_by_state"),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk} {self.state}"


class Question(models.Model):
    """What a person asks of those who propose a campaign, and what they answered."""

    campaign = models.ForeignKey("campaigns.Campaign", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(blank=True, help_text="Markdown; empty once withdrawn.")
    answer = models.TextField(blank=True, help_text="Markdown.")
    answered_by = models.CharField(max_length=254, blank=True)
    answered_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=[(state, state) for state in State])
    hidden_reason = models.CharField(max_length=20, blank=True, choices=_REASONS)
    contest = models.CharField(max_length=1000, blank=True, help_text="The author's words against the hiding.")
    contested_at = models.DateTimeField(null=True)
    contest_settled_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="question_state_known"),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN) ^ ~Q(text=""), name="question_text_until_withdrawn"
            ),
            models.CheckConstraint(
                condition=(Q(state=State.HIDDEN) & Q(hidden_reason__in=list(Reason)))
                | (~Q(state=State.HIDDEN) & Q(hidden_reason="")),
                name="question_hidden_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="question_answer_has_an_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "-created_at"], name="question_of_campaign"),
            models.Index(fields=["author", "created_at"], name="question_of_author"),
            models.Index(fields=["state", "created_at"], name="question_by_state"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} {self.state}"
