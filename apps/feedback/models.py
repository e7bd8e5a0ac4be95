"""Tickets, and what was written in them."""

from django.db import models
from django.db.models import F, Q

from apps.feedback.states import TicketKind, TicketState, Writer


class Ticket(models.Model):
    """Something that somebody wrote to the office; its number is its key."""

    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in TicketKind])
    text = models.TextField()
    email = models.CharField(max_length=254, blank=True, help_text="Empty: the answer is read at the secret link.")
    page = models.CharField(max_length=300, blank=True, help_text="The page that it is about.")
    language = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=10, default=TicketState.NEW, choices=[(state, state) for state in TicketState])
    assignee = models.ForeignKey("people.User", on_delete=models.PROTECT, null=True, related_name="+")
    origin_key = models.CharField(max_length=32, blank=True, help_text="Stands for the network address, for a day.")
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(TicketKind)), name="ticket_kind_known"),
            models.CheckConstraint(condition=Q(state__in=list(TicketState)), name="ticket_state_known"),
            models.CheckConstraint(condition=~Q(text=""), name="ticket_says_something"),
            models.CheckConstraint(condition=Q(due_at__gt=F("created_at")), name="ticket_due_after_it_came"),
            models.CheckConstraint(
                condition=~Q(state=TicketState.ASSIGNED) | Q(assignee__isnull=False), name="ticket_assigned_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(state=TicketState.CLOSED, closed_at__isnull=False)
                | (~Q(state=TicketState.CLOSED) & Q(closed_at__isnull=True)),
                name="ticket_closed_at_an_instant",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="ticket_desk"),
            models.Index(fields=["created_at"], name="ticket_by_instant"),
        ]

    def __str__(self) -> str:
        return f"ticket {self.pk} {self.state}"


class TicketMessage(models.Model):
    """What the person or the office wrote after the beginning; as it was written until its term is over."""

    ticket = models.ForeignKey("feedback.Ticket", on_delete=models.PROTECT, related_name="+")
    writer = models.CharField(max_length=10, choices=[(writer, writer) for writer in Writer])
    actor = models.CharField(max_length=254, blank=True, help_text="Who of the office; empty for the person.")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(writer__in=list(Writer)), name="ticket_writer_known"),
            models.CheckConstraint(condition=~Q(text=""), name="ticket_message_says_something"),
            models.CheckConstraint(
                condition=Q(writer=Writer.OFFICE) ^ Q(actor=""), name="ticket_message_of_office_has_a_name"
            ),
        ]
        indexes = [models.Index(fields=["ticket", "at"], name="ticket_messages")]

    def __str__(self) -> str:
        return f"ticket {self.ticket_id} {self.writer} {self.at:%Y-%m-%d}"
