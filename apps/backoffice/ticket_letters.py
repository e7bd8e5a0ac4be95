"""Who is told of a ticket by e-mail: who wrote it, who looks after it, or everybody of the desk. Owns no state."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from apps.feedback import links, rules, selectors, services
from apps.feedback.labels import SHORT_KINDS
from apps.feedback.states import OPEN, TicketKind, Writer
from apps.notifications import services as notifications
from apps.people import selectors as people
from apps.people.roles import FEEDBACK_OFFICE

if TYPE_CHECKING:
    from apps.feedback.models import Ticket


def tell(*, key: str, now: datetime) -> None:
    """Tell whom it concerns of the fact `key` of a ticket, each once, whatever is repeated."""
    fact, _, rest = key.partition(":")
    number = int(rest.partition(":")[0])
    if fact == "message":
        _tell_message(number, now)
        return
    ticket = selectors.get_ticket(number)
    if fact == "opened":
        _tell_person(ticket, "ticket_received", str(ticket.pk), now, last_day=_day(ticket.due_at))
        _tell_office(ticket, "ticket_opened", str(ticket.pk), now)
    elif fact == "assigned":
        _tell_office(ticket, "ticket_assigned", rest, now)
    elif fact == "closed":
        _tell_person(ticket, "ticket_closed", rest, now, text=_last_words(ticket))


def remind(*, key: str, now: datetime) -> None:
    """Remind the office of ticket `key` while it waits, and put the next reminder on the agenda."""
    ticket = selectors.get_ticket(int(key))
    if ticket.state not in OPEN:
        return
    _tell_office(ticket, "ticket_due", f"{ticket.pk}:{now:%Y-%m-%d}", now)
    services.remind_again(ticket=ticket, now=now)


def _tell_message(message_id: int, now: datetime) -> None:
    message = selectors.get_message(message_id)
    if message.writer == Writer.OFFICE:
        _tell_person(message.ticket, "ticket_answered", str(message.pk), now, text=message.text)
    else:
        _tell_office(message.ticket, "ticket_written", str(message.pk), now)


def _tell_person(ticket: "Ticket", kind: str, key: str, now: datetime, **more: object) -> None:
    if not ticket.email:
        return
    data: dict[str, object] = {"ticket": name_of(ticket), "path": links.path_of(ticket.pk), **more}
    notifications.enqueue(kind=kind, key=key, to=ticket.email, data=data, language=ticket.language, now=now)


def _tell_office(ticket: "Ticket", kind: str, key: str, now: datetime) -> None:
    data: dict[str, object] = {
        "ticket": name_of(ticket),
        "about": str(SHORT_KINDS[TicketKind(ticket.kind)]),
        "last_day": _day(ticket.due_at),
        "path": f"/gestione/segnalazioni/{ticket.pk}/",
    }
    readers = people.list_holders(FEEDBACK_OFFICE)
    if ticket.assignee_id and any(user.pk == ticket.assignee_id for user in readers):
        readers = [user for user in readers if user.pk == ticket.assignee_id]
    for user in readers:
        notifications.enqueue(kind=kind, key=f"{key}:{user.pk}", to=user.email, data=data, now=now)


def name_of(ticket: "Ticket") -> str:
    """Return how people call a ticket."""
    return rules.name_of(ticket.pk, timezone.localtime(ticket.created_at).year)


def _last_words(ticket: "Ticket") -> str:
    written = selectors.list_messages(ticket.pk)
    return written[-1].text if written else ""


def _day(moment: datetime) -> str:
    return timezone.localdate(moment).isoformat()
