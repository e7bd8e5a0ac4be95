"""Reads and locks of tickets."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext as _

from apps.feedback.models import Ticket, TicketMessage
from apps.feedback.states import OPEN, TicketKind, TicketState
from apps.kernel.errors import DomainError


class TicketNotFound(DomainError):
    """No such ticket in this city."""

    code = "ticket_not_found"
    status = 404


def get_ticket(ticket_id: int | None) -> Ticket:
    """Return a ticket with who looks after it; raises TicketNotFound."""
    known = Ticket.objects.select_related("assignee")
    return _one(known.filter(pk=ticket_id).first() if ticket_id is not None else None)


def lock_ticket(ticket_id: int) -> Ticket:
    """Return a ticket locked until the transaction ends; raises TicketNotFound."""
    return _one(Ticket.objects.select_for_update(no_key=True).filter(pk=ticket_id).first())


def list_messages(ticket_id: int) -> list[TicketMessage]:
    """Return what was written in a ticket after its beginning, oldest first."""
    return list(TicketMessage.objects.filter(ticket_id=ticket_id).order_by("at", "pk"))


def get_message(message_id: int) -> TicketMessage:
    """Return one message with its ticket; raises TicketMessage.DoesNotExist."""
    return TicketMessage.objects.select_related("ticket").get(pk=message_id)


def find_tickets(
    *, states: frozenset[TicketState] = frozenset(), kind: TicketKind | None = None, due_before: datetime | None = None
) -> QuerySet[Ticket]:
    """Return tickets, the first due first; lazy, so that a page of them is read."""
    found = Ticket.objects.select_related("assignee").order_by("due_at", "pk")
    if states:
        found = found.filter(state__in=states)
    if due_before is not None:
        found = found.filter(due_at__lt=due_before)
    return found.filter(kind=kind) if kind is not None else found


def count_open() -> int:
    """Return how many tickets wait for the office."""
    return Ticket.objects.filter(state__in=OPEN).count()


def count_since(since: datetime, *, origin_key: str, email: str) -> int:
    """Return how many tickets one network address, or one mailbox, began since an instant."""
    same = Q(origin_key=origin_key) if origin_key else Q(pk__isnull=True)
    if email:
        same |= Q(email__iexact=email)
    return Ticket.objects.filter(same, created_at__gt=since).count()


def of_person(addresses: Sequence[str]) -> QuerySet[Ticket]:
    """Return the tickets that left one of some addresses, in lower case, oldest first."""
    return Ticket.objects.alias(lower=Lower("email")).filter(lower__in=[each for each in addresses if each])


def last_words_at(ticket: Ticket) -> datetime:
    """Return when a ticket was last written to, by anybody."""
    last = TicketMessage.objects.filter(ticket_id=ticket.pk).order_by("-at").values_list("at", flat=True).first()
    return max(each for each in (ticket.created_at, ticket.closed_at, last) if each is not None)


def data_of(addresses: Sequence[str]) -> list[dict[str, object]]:
    """Return what is kept of who wrote from some addresses, for them to take away; the office only as the office."""
    return [
        {
            "numero": ticket.pk,
            "tipo": ticket.kind,
            "email": ticket.email,
            "pagina": ticket.page,
            "testo": ticket.text,
            "stato": ticket.state,
            "scritta": ticket.created_at,
            "seguito": [
                {"da": each.writer, "quando": each.at, "testo": each.text} for each in list_messages(ticket.pk)
            ],
        }
        for ticket in of_person(addresses).order_by("pk")
    ]


def _one(ticket: Ticket | None) -> Ticket:
    if ticket is None:
        raise TicketNotFound(_("Questa segnalazione non esiste."))
    return ticket
