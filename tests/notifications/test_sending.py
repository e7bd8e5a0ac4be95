"""Messages over a real SMTP conversation: what is temporary, what is for ever, what is told to whom."""

from datetime import timedelta
from typing import Any

import pytest

from apps.backoffice import services as office
from apps.cases.models import Case
from apps.notifications import services
from apps.notifications.models import Message, Suppression
from apps.notifications.rules.replies import WAITS
from tenants.registry import services as registry
from tenants.registry.models import AgendaItem
from tests.factories.city import NOW
from tests.harness.smtp import MailServer

GIFT = {"name": "Ada", "campaign": "Un orto", "amount_cents": 25_00, "path": "/donazioni/x/", "announced_cents": None}


def owe(kind: str = "donation_collected", *, to: str = "Ada@example.org", **more: Any) -> Message:
    data = {**GIFT, **more.pop("data", {})}
    services.enqueue(kind=kind, key=more.pop("key", "1"), to=to, data=data, now=NOW, **more)
    return Message.objects.latest("pk")


def send(message: Message, now: Any = NOW) -> Message:
    services.send_message(key=str(message.pk), now=now)
    message.refresh_from_db()
    return message


def test_what_is_delivered_is_what_is_kept(milano: Any, post: MailServer) -> None:
    message = send(owe())
    (letter,) = post.delivered
    assert message.state == "sent"
    assert letter["Subject"] == message.subject == "La tua donazione a «Un orto» è registrata"
    assert letter["Message-ID"] == message.message_id
    text, html = (letter.get_body((kind,)) for kind in ("plain", "html"))
    assert text and html
    assert text.get_content().split() == message.text.split()
    assert html.get_content().split() == message.html.split()
    assert "http://milano.localhost:8000/donazioni/x/" in message.text
    assert 'lang="it"' in message.html and "prefers-color-scheme" in message.html and "€&nbsp;25,00" in message.html
    assert letter["From"].endswith(f"<{milano.sender_address or 'noreply@colletta.invalid'}>")
    assert letter["From"].startswith("Comune di Milano")
    assert letter["Reply-To"] == milano.contacts.get("email")
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] is None, "money is always told"


def test_a_sent_message_is_not_sent_again(milano: Any, post: MailServer) -> None:
    message = send(owe())
    send(message)
    assert len(post.delivered) == 1


def test_after_a_crash_before_the_mark_the_same_letter_goes_out_under_the_same_id(
    milano: Any, post: MailServer
) -> None:
    post.is_deaf_after_content = True
    message = send(owe())
    assert (message.state, message.attempts) == ("queued", 1)
    post.is_deaf_after_content = False
    services.save_wording(
        kind="donation_collected", language="it", subject="Altro", body="[V]({collegamento})", actor="ada", now=NOW
    )
    message = send(message)
    first, second = post.delivered
    assert first["Message-ID"] == second["Message-ID"]
    assert first.get_body(("plain",)).get_content() == second.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert (message.state, message.attempts) == ("sent", 2)


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "."])
def test_a_temporary_refusal_is_tried_again_later(milano: Any, post: MailServer, stage: str) -> None:
    post.answers[stage] = "451 4.3.0 try later"
    message = send(owe())
    assert (message.state, message.attempts) == ("queued", 1)
    assert "451" in message.last_error
    item = AgendaItem.objects.get(kind="message.send", key=str(message.pk))
    assert item.due_at == NOW + WAITS[0]
    post.answers.clear()
    assert send(message, NOW + WAITS[0]).state == "sent"


def test_a_server_that_does_not_answer_is_tried_again_and_given_up_after_the_last_wait(
    milano: Any, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    message, now = owe(), NOW
    for wait in WAITS:
        message = send(message, now)
        assert message.state == "queued"
        now += wait
    message = send(message, now)
    assert (message.state, message.attempts) == ("failed", len(WAITS) + 1)
    assert not Suppression.objects.exists()
    assert now - NOW > timedelta(days=2)
    assert AgendaItem.objects.filter(kind="message.failed", key=str(message.pk)).exists()


def test_an_address_that_does_not_exist_is_written_to_once(milano: Any, post: MailServer) -> None:
    post.answers["RCPT"] = "550 5.1.1 no such user"
    message = send(owe())
    assert (message.state, message.attempts) == ("bounced", 1)
    post.answers.clear()
    other = send(owe(key="2", to="ADA@EXAMPLE.ORG"))
    assert (other.state, other.attempts) == ("suppressed", 0)
    assert post.delivered == []


@pytest.mark.parametrize(
    ("stage", "reply"),
    [
        ("RCPT", "550 5.7.1 blocked by policy"),
        ("RCPT", "552 5.2.2 mailbox full"),
        (".", "554 5.6.0 no"),
        ("MAIL", "553 no"),
    ],
)
def test_a_refusal_of_one_message_does_not_close_the_address(
    milano: Any, post: MailServer, stage: str, reply: str
) -> None:
    post.answers[stage] = reply
    assert send(owe()).state == "failed"
    post.answers.clear()
    assert send(owe(key="2")).state == "sent"


def test_the_office_has_one_case_a_day_for_money_that_was_not_told(milano: Any, post: MailServer) -> None:
    post.answers["RCPT"] = "550 5.1.1 no such user"
    for number in range(2):
        message = send(owe(key=str(number), to=f"ada{number}@example.org"))
        office.open_message_case(key=str(message.pk), now=NOW)
    assert Case.objects.filter(kind="message").count() == 1
    assert "@" not in Case.objects.get(kind="message").summary


def test_of_a_topic_that_is_no_money_nobody_is_told(milano: Any, post: MailServer) -> None:
    post.answers["RCPT"] = "550 5.1.1 no such user"
    message = send(owe(topic="campaigns"))
    assert message.state == "bounced"
    assert not AgendaItem.objects.filter(kind="message.failed").exists()


def test_an_optional_topic_can_be_left_with_one_click(milano: Any, post: MailServer) -> None:
    send(owe(topic="campaigns"))
    (letter,) = post.delivered
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    link = "".join(letter["List-Unsubscribe"].split())
    assert link.startswith("<http://milano.localhost:8000/notifiche/disiscrivi/") and link.endswith(">")


@pytest.mark.parametrize(
    "evil",
    [
        "Orto\r\nBcc: tutti@example.org",
        "Orto\nX-Evil: 1",
        "Orto\u2028Bcc: a@example.org",
        "Orto\x0b\x85Bcc: a@example.org",
    ],
)
def test_no_header_is_written_by_a_title(milano: Any, post: MailServer, evil: str) -> None:
    send(owe(data={"campaign": evil, "name": evil}))
    (letter,) = post.delivered
    assert letter["Bcc"] is None and letter["X-Evil"] is None
    assert letter["To"] == "Ada@example.org"
    assert "Orto" in letter["Subject"] and "\n" not in letter["Subject"]


def test_emoji_and_right_to_left_arrive_whole_without_turning_the_line(milano: Any, post: MailServer) -> None:
    title = "Orto \U0001f331 بستان \u202etxt.exe"
    send(owe(data={"campaign": title}))
    (letter,) = post.delivered
    assert "Orto \U0001f331 بستان txt.exe" in letter["Subject"]


def test_an_address_with_a_line_in_it_is_refused_and_nothing_goes_out(milano: Any, post: MailServer) -> None:
    message = send(owe(to="ada@example.org\r\nBcc: tutti@example.org"))
    assert message.state == "failed"
    assert post.delivered == []


def test_the_city_s_name_cannot_forge_its_sender(milano: Any, post: MailServer) -> None:
    type(milano).objects.filter(pk=milano.pk).update(name='Milano" <capo@example.org>, x')
    registry.hosts.forget()
    send(owe())
    (letter,) = post.delivered
    addresses = [address.addr_spec for address in letter["From"].addresses]
    assert len(addresses) == 1 and addresses != ["capo@example.org"]
