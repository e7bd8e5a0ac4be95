"""Tickets from the first word to the last: term, reopening, limits, notices, and what the database refuses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from apps.backoffice import ticket_letters
from apps.feedback import rules, selectors, services
from apps.feedback.models import Ticket, TicketMessage
from apps.feedback.states import TicketKind, TicketState
from apps.kernel import clock as product_clock
from apps.kernel.states import ForbiddenTransition
from apps.notifications.models import Message
from apps.people import services as people
from apps.people.models import User
from apps.people.roles import Role
from tenants.registry.models import AgendaItem
from tests.harness.moment import Clock


@pytest.fixture
def officer(milano: Any) -> User:
    return people.create_user(
        email="ufficio@example.org",
        name="Ugo Ufficio",
        password=None,
        roles=[Role.OFFICER],
        now=product_clock.now(),
        actor="test",
    )


def write(**changed: Any) -> Ticket:
    asked: dict[str, Any] = {
        "kind": TicketKind.ACCESSIBILITY,
        "text": "Il pulsante non ha un nome.",
        "email": "",
        "page": "/campagne/",
        "address": "10.1.2.3",
        "language": "it",
        "now": product_clock.now(),
    }
    return services.open_ticket(**{**asked, **changed})


def kinds() -> list[tuple[str, str]]:
    ours = Message.objects.filter(to__in=["ada@example.org", "ufficio@example.org"])
    return list(ours.order_by("pk").values_list("kind", "to"))


def tell_all() -> None:
    for item in AgendaItem.objects.filter(kind=services.TELL).order_by("pk"):
        ticket_letters.tell(key=item.key, now=product_clock.now())
        item.delete()


def test_a_ticket_is_answered_within_thirty_days_and_opens_again(officer: User, clock: Clock) -> None:
    ticket = write(email="ada@example.org")
    assert ticket.due_at - ticket.created_at == timedelta(days=30)
    services.assign_ticket(ticket_id=ticket.pk, user_id=officer.pk, actor="capo", now=product_clock.now())
    services.answer_ticket(ticket_id=ticket.pk, text="Fatto.", actor="ufficio", now=product_clock.now())
    services.close_ticket(ticket_id=ticket.pk, text="Corretto.", actor="ufficio", now=product_clock.now())
    clock.advance(days=40)
    now = product_clock.now()
    services.write_again(ticket_id=ticket.pk, text="No, è ancora così.", now=now)
    again = selectors.get_ticket(ticket.pk)
    assert (again.state, again.closed_at) == (TicketState.ASSIGNED, None)
    assert again.due_at - now == timedelta(days=30)
    assert [each.text for each in selectors.list_messages(ticket.pk)] == ["Fatto.", "Corretto.", "No, è ancora così."]
    tell_all()
    assert kinds() == [
        ("ticket_received", "ada@example.org"),
        ("ticket_opened", "ufficio@example.org"),
        ("ticket_assigned", "ufficio@example.org"),
        ("ticket_answered", "ada@example.org"),
        ("ticket_closed", "ada@example.org"),
        ("ticket_written", "ufficio@example.org"),
    ]


def test_the_office_is_reminded_a_week_before_and_on_the_day_and_not_after_the_answer(
    officer: User, clock: Clock
) -> None:
    waiting, answered = write(), write()
    services.answer_ticket(ticket_id=answered.pk, text="Ecco.", actor="ufficio", now=product_clock.now())
    for days in (23, 7):
        clock.advance(days=days)
        for ticket in (waiting, answered):
            ticket_letters.remind(key=str(ticket.pk), now=product_clock.now())
    reminded = Message.objects.filter(kind="ticket_due", to=officer.email)
    assert reminded.count() == 2
    assert {message.data["path"] for message in reminded} == {f"/gestione/segnalazioni/{waiting.pk}/"}


@pytest.mark.usefixtures("milano")
def test_one_address_and_one_mailbox_write_five_times_an_hour(clock: Clock) -> None:
    for number in range(5):
        write(email="vittima@example.org", address=f"10.0.0.{number}")
    with pytest.raises(services.TooManyTickets):
        write(email="VITTIMA@example.org", address="10.9.9.9")
    for _ in range(5):
        write(address="10.5.5.5")
    with pytest.raises(services.TooManyTickets):
        write(address="10.5.5.5")
    assert not Ticket.objects.filter(origin_key__contains="10.5").exists()
    clock.advance(hours=2)
    write(address="10.5.5.5")


@pytest.mark.usefixtures("milano")
def test_an_answered_ticket_is_not_assigned_and_a_closed_one_not_answered() -> None:
    ticket = write()
    services.answer_ticket(ticket_id=ticket.pk, text="Ecco.", actor="ufficio", now=product_clock.now())
    with pytest.raises(services.TicketRefused):
        services.assign_ticket(ticket_id=ticket.pk, user_id=1, actor="ufficio", now=product_clock.now())
    services.close_ticket(ticket_id=ticket.pk, text="Chiusa.", actor="ufficio", now=product_clock.now())
    with pytest.raises(ForbiddenTransition):
        services.answer_ticket(ticket_id=ticket.pk, text="Ancora.", actor="ufficio", now=product_clock.now())


@pytest.mark.usefixtures("milano")
def test_what_was_written_can_be_forgotten_but_not_removed_or_moved() -> None:
    ticket = write()
    services.answer_ticket(ticket_id=ticket.pk, text="Ecco.", actor="ufficio", now=product_clock.now())
    for statement in (
        "UPDATE feedback_ticketmessage SET actor = 'altro'",
        "UPDATE feedback_ticketmessage SET at = now()",
        "DELETE FROM feedback_ticketmessage",
        "UPDATE feedback_ticket SET created_at = now()",
        "DELETE FROM feedback_ticket",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    for wrong in ({"state": "assigned"}, {"state": "closed"}, {"due_at": ticket.created_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ticket.objects.filter(pk=ticket.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        TicketMessage.objects.create(ticket=ticket, writer="office", text="x", at=product_clock.now())


@pytest.mark.usefixtures("milano")
def test_words_are_kept_until_their_term_and_no_longer(clock: Clock) -> None:
    ticket = write(email="ada@example.org", text="Mi chiamo Ada.")
    item = AgendaItem.objects.get(kind=services.FORGET, key=str(ticket.pk))
    assert item.due_at == rules.end_of_term(ticket.created_at)
    clock.advance(days=400)
    services.answer_ticket(ticket_id=ticket.pk, text="Cara Ada.", actor="ufficio", now=product_clock.now())
    term = rules.end_of_term(product_clock.now())
    services.forget_words(key=str(ticket.pk), now=item.due_at)
    item.refresh_from_db()
    assert (item.due_at, Ticket.objects.get().text) == (term, "Mi chiamo Ada.")
    for _ in range(2):
        services.forget_words(key=str(ticket.pk), now=term)
    ticket.refresh_from_db()
    assert (ticket.text, ticket.email, ticket.page, ticket.origin_key) == (rules.FORGOTTEN, "", "", "")
    assert TicketMessage.objects.get().text == rules.FORGOTTEN


@pytest.mark.usefixtures("milano")
def test_a_ticket_that_waits_is_not_forgotten() -> None:
    ticket = write()
    services.forget_words(key=str(ticket.pk), now=rules.end_of_term(ticket.created_at) + timedelta(days=9999))
    assert Ticket.objects.get().text == ticket.text
