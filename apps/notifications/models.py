"""Messages to people, their wishes, the addresses that take no mail, and the city's own wordings."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Upper

from apps.notifications.states import ARRIVED, FAILURES, OPTIONAL, MessageState, Topic, Wish


class Message(models.Model):
    """One e-mail: what it is about, to whom, what it said, and whether it went out."""

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=120, help_text="The fact it tells: the same fact is told once.")
    once = models.CharField(
        max_length=80, blank=True, db_default="", default="", help_text="Told once to a person, whatever the kind."
    )
    topic = models.CharField(max_length=20, choices=[(t, t) for t in Topic])
    to = models.EmailField()
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    language = models.CharField(max_length=5, blank=True, help_text="Blank until it is written, or the reader's own.")
    data = models.JSONField(default=dict)
    subject = models.CharField(max_length=300, blank=True, help_text="As sent, like text and html.")
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, blank=True, help_text="The same at every attempt.")
    state = models.CharField(max_length=12, choices=[(s, s) for s in MessageState], default=MessageState.QUEUED)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    resend_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, help_text="When nobody would try any more.")
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="message_once_per_fact"),
            models.UniqueConstraint(fields=["once"], condition=~Q(once=""), name="message_once_per_person"),
            models.CheckConstraint(condition=Q(state__in=list(MessageState)), name="message_state_known"),
            models.CheckConstraint(condition=Q(topic__in=list(Topic)), name="message_topic_known"),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=False) ^ ~Q(state__in=sorted(ARRIVED)), name="message_sent_has_an_instant"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) ^ ~Q(state__in=sorted([*FAILURES, MessageState.SUPPRESSED])),
                name="message_ended_has_an_instant",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted([MessageState.SENT, *FAILURES])) | ~Q(subject="") & ~Q(message_id=""),
                name="message_sent_is_kept",
            ),
        ]
        indexes = [
            models.Index(fields=["-created_at"], name="message_by_age"),
            models.Index(fields=["state", "-created_at"], name="message_by_state_and_age"),
            models.Index(Upper("to"), name="message_by_address"),
            models.Index(fields=["user", "-created_at"], name="message_of_user"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="message_unread_of_user"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Preference(models.Model):
    """How the reader of an address wants the messages of one topic; without a row, at once."""

    address = models.EmailField()
    topic = models.CharField(max_length=20, choices=[(t, t) for t in sorted(OPTIONAL)])
    wish = models.CharField(max_length=10, choices=[(w, w) for w in Wish])
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address", "topic"], name="preference_once_per_topic"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="preference_address_lower_case"),
            models.CheckConstraint(condition=Q(topic__in=sorted(OPTIONAL)), name="preference_of_optional_topics"),
            models.CheckConstraint(condition=Q(wish__in=list(Wish)), name="preference_wish_known"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.wish}"


class Suppression(models.Model):
    """An address to which nothing is sent: its own server has said that it does not exist."""

    address = models.EmailField()
    reason = models.CharField(max_length=300)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["address"], name="suppression_once_per_address"),
            models.CheckConstraint(condition=Q(address=Lower("address")), name="suppression_address_lower_case"),
        ]

    def __str__(self) -> str:
        return f"suppression {self.pk}"


class Wording(models.Model):
    """The city's own words for one kind of message, in one language, instead of the common ones."""

    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    written_by = models.CharField(max_length=120)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "language"], name="wording_once_per_kind"),
            models.CheckConstraint(condition=~Q(subject="") & ~Q(body=""), name="wording_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"
