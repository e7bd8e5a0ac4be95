"""Writes of tickets. Who has to be told of what is written on the agenda in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.feedback import rules, selectors
from apps.feedback.models import Ticket, TicketMessage
from apps.feedback.states import OPEN, TRANSITIONS, TicketKind, TicketState, Writer
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from tenants.registry import services as registry
from tenants.registry.schema import current_schema

TELL, REMIND, FORGET = "ticket.tell", "ticket.remind", "ticket.forget"


class TooManyTickets(DomainError):
    """Too many were written within the hour from this address, or for this mailbox."""

    code = "too_many_tickets"
    status = 429


class TicketRefused(DomainError):
    """The ticket cannot be written to like this."""

    code = "ticket_refused"
    status = 422


@transaction.atomic
def open_ticket(
    *, kind: TicketKind, text: str, email: str, page: str, address: str, language: str, now: datetime
) -> Ticket:
    """Write a new ticket and owe the notices; raises TooManyTickets.

    `address` is the network address of who writes: only a keyed digest that changes every day is kept.
    """
    origin_key = _key_of(address, now) if address else ""
    written = selectors.count_since(now - rules.WINDOW, origin_key=origin_key, email=email.strip())
    if rules.is_too_many(written):
        raise TooManyTickets(_("Hai già scritto più volte in quest'ora: riprova più tardi, o telefona al Comune."))
    ticket = Ticket.objects.create(
        kind=TicketKind(kind),
        text=_words(text),
        email=email.strip(),
        page=page.strip(),
        language=language,
        origin_key=origin_key,
        created_at=now,
        due_at=rules.due_at(now),
    )
    _audit(ticket, "ticket.opened", "person", now)
    _tell(f"opened:{ticket.pk}", now)
    _remind(ticket, now)
    registry.put_on_agenda(kind=FORGET, key=str(ticket.pk), due_at=rules.end_of_term(now), now=now)
    return ticket


@transaction.atomic
def write_again(*, ticket_id: int, text: str, now: datetime) -> TicketMessage:
    """Add the person's words; an answered or closed ticket waits for the office again. Raises TicketRefused."""
    ticket = selectors.lock_ticket(ticket_id)
    if TicketMessage.objects.filter(ticket=ticket).count() >= rules.MOST_MESSAGES:
        raise TicketRefused(_("In questa segnalazione c'è già molto: scrivine una nuova."))
    message = TicketMessage.objects.create(ticket=ticket, writer=Writer.PERSON, text=_words(text), at=now)
    if ticket.state not in OPEN:
        target = TicketState.ASSIGNED if ticket.assignee_id else TicketState.NEW
        ticket.due_at, ticket.closed_at = rules.due_at(now), None
        _move(ticket, target)
        _remind(ticket, now)
    _audit(ticket, "ticket.written", "person", now)
    _tell(f"message:{message.pk}", now)
    return message


@transaction.atomic
def assign_ticket(*, ticket_id: int, user_id: int, actor: str, now: datetime) -> Ticket:
    """Say who of the office looks after a ticket that waits; raises TicketRefused. That they may, the caller knows."""
    ticket = selectors.lock_ticket(ticket_id)
    if ticket.state not in OPEN:
        raise TicketRefused(_("Questa segnalazione non aspetta più l'ufficio."))
    ticket.assignee_id = user_id
    _move(ticket, TicketState.ASSIGNED)
    _audit(ticket, "ticket.assigned", actor, now, user=user_id)
    _tell(f"assigned:{ticket.pk}:{user_id}:{now.timestamp():.0f}", now)
    return ticket


@transaction.atomic
def answer_ticket(*, ticket_id: int, text: str, actor: str, now: datetime) -> TicketMessage:
    """Answer: the person reads it at the link, and by e-mail when there is an address. Raises ForbiddenTransition."""
    ticket = selectors.lock_ticket(ticket_id)
    _move(ticket, TicketState.ANSWERED)
    message = TicketMessage.objects.create(ticket=ticket, writer=Writer.OFFICE, actor=actor, text=_words(text), at=now)
    _audit(ticket, "ticket.answered", actor, now)
    _tell(f"message:{message.pk}", now)
    return message


@transaction.atomic
def close_ticket(*, ticket_id: int, text: str, actor: str, now: datetime) -> Ticket:
    """Close with the last words of the office; raises ForbiddenTransition, TicketRefused without words."""
    ticket = selectors.lock_ticket(ticket_id)
    ticket.closed_at = now
    _move(ticket, TicketState.CLOSED)
    TicketMessage.objects.create(ticket=ticket, writer=Writer.OFFICE, actor=actor, text=_words(text), at=now)
    _audit(ticket, "ticket.closed", actor, now)
    _tell(f"closed:{ticket.pk}:{now.timestamp():.0f}", now)
    return ticket


def remind_again(*, ticket: Ticket, now: datetime) -> None:
    """Put the next reminder of a ticket on the agenda, where there is one."""
    _remind(ticket, now)


def forget_person(*, addresses: Sequence[str]) -> int:
    """Take a person's addresses off her tickets and return of how many; the words stay until their term.

    Run inside the caller's transaction; run again, it changes nothing.
    """
    return selectors.of_person(addresses).update(email="", origin_key="")


@transaction.atomic
def forget_words(*, key: str, now: datetime) -> None:
    """Erase what was written in ticket `key` once its term is over; while it waits, or is younger, look again later."""
    ticket = selectors.lock_ticket(int(key))
    due_at = rules.end_of_term(now if ticket.state in OPEN else selectors.last_words_at(ticket))
    if now < due_at:
        registry.put_on_agenda(kind=FORGET, key=key, due_at=due_at, now=now)
        return
    ticket.text, ticket.email, ticket.page, ticket.origin_key = rules.FORGOTTEN, "", "", ""
    ticket.save(update_fields=["text", "email", "page", "origin_key"])
    TicketMessage.objects.filter(ticket=ticket).update(text=rules.FORGOTTEN)
    _audit(ticket, "ticket.forgotten", "agenda", now)


def _move(ticket: Ticket, target: TicketState) -> None:
    ticket.state = advance(TRANSITIONS, TicketState(ticket.state), target)
    ticket.save(update_fields=["state", "assignee", "due_at", "closed_at"])


def _words(text: str) -> str:
    words = text.replace("\x00", "").strip()[: rules.MOST_CHARACTERS]
    if not words:
        raise TicketRefused(_("Scrivi qualcosa."))
    return words


def _tell(key: str, now: datetime) -> None:
    registry.put_on_agenda(kind=TELL, key=key, due_at=now, now=now)


def _remind(ticket: Ticket, now: datetime) -> None:
    at = rules.next_reminder(ticket.due_at, now)
    if at is not None:
        registry.put_on_agenda(kind=REMIND, key=str(ticket.pk), due_at=at, now=now)


def _audit(ticket: Ticket, verb: str, actor: str, now: datetime, **data: object) -> None:
    facts = {"kind": ticket.kind, **data}
    audit.record(actor=actor, verb=verb, object_kind="ticket", object_id=ticket.pk, now=now, data=facts)


def _key_of(address: str, now: datetime) -> str:
    return salted_hmac(f"feedback.origin:{current_schema()}:{now:%Y-%m-%d}", address).hexdigest()[:32]
