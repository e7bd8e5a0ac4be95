"""What is left of who ends a profile in what was written to and from her: her tickets, and our messages."""

import json

import pytest

from apps.feedback import services as feedback
from apps.feedback.states import TicketKind
from apps.notifications import selectors as notifications_of
from apps.notifications import services as notifications
from apps.notifications.models import Message, Preference
from apps.notifications.states import Topic, Wish
from apps.people import selectors as people
from apps.personal import rules, services
from tests.factories.city import NOW, add_account, add_call, add_campaign
from tests.personal.conftest import add_citizen
from tests.personal.test_data import LATER, export_of
from tests.personal.test_gifts import given


@pytest.fixture
def campaign(milano, stripe_simulator):
    return add_campaign(add_call(10_000_00), add_account(stripe_simulator), 5_000_00)


def ticket_of(email: str, text: str):
    return feedback.open_ticket(
        kind=TicketKind.PROBLEM, text=text, email=email, page="/", address="", language="it", now=NOW
    )


def test_the_copy_holds_what_the_person_wrote_to_the_office(milano):
    ticket = ticket_of("Ada@example.org", "Non trovo la ricevuta")
    ticket_of("bruno@example.org", "Segreto di Bruno")
    feedback.answer_ticket(ticket_id=ticket.pk, text="Eccola", actor="u@example.org", now=NOW)
    packed = export_of(add_citizen())
    (row,) = json.loads(packed.read("segnalazioni.json"))
    assert (row["testo"], [each["testo"] for each in row["seguito"]]) == ("Non trovo la ricevuta", ["Eccola"])
    assert "u@example.org" not in packed.read("segnalazioni.json").decode()


def send_all() -> None:
    for message in Message.objects.filter(state="queued").order_by("pk"):
        notifications.send_message(key=str(message.pk), now=NOW)


def test_nothing_that_was_written_to_a_person_names_her_after_the_end(milano):
    ada, bruno = add_citizen(), add_citizen("bruno@example.org")
    ticket = ticket_of("ada@example.org", "Il bottone non va")
    for user in (ada, bruno):
        notifications.set_wish(address=user.email, topic=Topic.CAMPAIGNS, wish=Wish.DIGEST, now=NOW)
        data = {"name": user.name, "campaign": "Orto", "update": "Si semina", "path": "/"}
        told = {"kind": "follow_update", "data": data, "to": user.email, "user_id": user.pk, "now": NOW}
        notifications.enqueue(key=f"1-{user.pk}", topic=Topic.CAMPAIGNS, **told)
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    send_all()
    services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    farewell = Message.objects.get(kind="account_deletion_done")
    assert (farewell.to, farewell.state) == ("ada@example.org", "queued")
    notifications.forget_message(key=str(farewell.pk), now=LATER)
    send_all()
    notifications.forget_message(key=str(farewell.pk), now=LATER)
    left = [json.dumps(row, default=str) for row in Message.objects.exclude(user=bruno).values()]
    assert left
    assert [row for row in left if "ada@" in row.lower() or "Ada Rossi" in row] == []
    assert Message.objects.get(kind="follow_update", user=ada).state == "suppressed"
    assert Message.objects.get(kind="follow_update", user=bruno).to == "bruno@example.org"
    assert not Preference.objects.filter(address="ada@example.org").exists()
    ticket.refresh_from_db()
    assert (ticket.email, ticket.text) == ("", "Il bottone non va")
    gone = Message.objects.filter(kind="account_deletion_asked").get()
    with pytest.raises(notifications.CannotResend):
        notifications.resend_message(message_id=gone.pk, actor="test", now=LATER)


def test_words_about_money_stay_as_long_as_its_books(campaign, stripe_simulator):
    paid = given(stripe_simulator, "ada@example.org", campaign)
    ada = add_citizen()
    send_all()
    words = Message.objects.get(kind="donation_collected").text
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    kept = Message.objects.get(kind="donation_collected")
    assert (people.is_nobodys(kept.to), kept.text) == (True, words)
    assert notifications_of.wants(topic=Topic.CAMPAIGNS, address="ada@example.org") == Wish.NONE
    services.forget_gifts(key=str(deletion.pk), now=rules.end_of_term(paid.collected_at))
    assert Message.objects.get(kind="donation_collected").text == ""
