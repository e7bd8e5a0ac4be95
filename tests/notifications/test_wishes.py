"""What a person wants to be sent: topics, digest, links without an account, one click; a city's words, resending."""

from datetime import timedelta
from typing import Any

import pytest

from apps.audit.models import AuditEvent
from apps.notifications import catalogue, links, selectors, services, writing
from apps.notifications.models import Message
from apps.notifications.services import BadWording, CannotResend
from apps.notifications.states import OPTIONAL, Topic, Wish
from apps.people import services as people
from tests.factories.city import NOW

GIFT = {"name": "Ada", "campaign": "Un orto", "amount_cents": 25_00, "path": "/donazioni/x/"}
ADA = "ada@example.org"


def owe(topic: str, key: str = "1", **more: Any) -> Message:
    services.enqueue(kind="campaign_funded", key=key, to=ADA, data=GIFT, now=NOW, topic=topic, **more)
    return Message.objects.get(key=key)


@pytest.fixture
def ada(milano: Any) -> Any:
    return people.create_user(email=ADA, name="Ada", password=None, roles=[], now=NOW, actor="test")


@pytest.mark.parametrize("topic", sorted(set(Topic) - OPTIONAL))
def test_money_and_security_cannot_be_switched_off(milano: Any, topic: Topic) -> None:
    with pytest.raises(ValueError, match="always told"):
        services.set_wish(address=ADA, topic=topic, wish=Wish.NONE, now=NOW)
    assert selectors.wants(topic=topic, address=ADA) == Wish.IMMEDIATE


def test_who_wants_none_is_not_written_to_and_it_is_kept_why(milano: Any) -> None:
    services.unsubscribe(address=ADA.upper(), topic=Topic.CAMPAIGNS, now=NOW)
    message = owe("campaigns")
    assert (message.state, message.ended_at) == ("suppressed", NOW)
    assert owe("neighbourhood", "2").state == "queued"
    assert owe("donations", "3").state == "queued"


def test_a_person_s_digest_holds_what_waits_and_lets_it_go_once(ada: Any) -> None:
    services.set_wish(address=ADA, topic=Topic.CAMPAIGNS, wish=Wish.DIGEST, now=NOW)
    message = owe("campaigns", user_id=ada.pk)
    assert message.state == "held"
    (held,) = selectors.held_for_digest(ada.pk)
    assert (held.id, held.data["campaign"]) == (message.pk, "Un orto")
    services.send_message(key=str(message.pk), now=NOW)
    services.mark_digested(message_ids=[held.id], now=NOW)
    message.refresh_from_db()
    assert message.state == "digested" and selectors.held_for_digest(ada.pk) == []


def test_without_an_account_there_is_no_digest(milano: Any) -> None:
    services.set_wish(address=ADA, topic=Topic.CAMPAIGNS, wish=Wish.DIGEST, now=NOW)
    assert owe("campaigns").state == "queued"


def test_one_click_switches_off_without_signing_in_and_looking_does_not(milano: Any, client_of: Any) -> None:
    client = client_of(milano, enforce_csrf_checks=True)
    path = links.unsubscribe_path(ADA, Topic.CAMPAIGNS)
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    assert selectors.wants(topic=Topic.CAMPAIGNS, address=ADA) == Wish.IMMEDIATE
    answer = client.post(path, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert selectors.wants(topic=Topic.CAMPAIGNS, address=ADA) == Wish.NONE
    assert selectors.wants(topic=Topic.NEIGHBOURHOOD, address=ADA) == Wish.IMMEDIATE


def test_a_link_of_one_city_opens_nothing_in_another(milano: Any, venezia: Any, client_of: Any) -> None:
    from django_tenants.utils import tenant_context

    with tenant_context(milano):
        paths = [links.unsubscribe_path(ADA, Topic.CAMPAIGNS), links.wishes_path(ADA)]
    for path in paths:
        assert client_of(venezia).get(path).status_code == 404
        assert client_of(venezia).post(path).status_code == 404
    assert client_of(milano).get(paths[0] + "x").status_code == 404


def test_a_link_for_one_purpose_serves_no_other(milano: Any, client_of: Any) -> None:
    token = links.wishes_path(ADA).split("/")[2]
    assert client_of(milano).post(f"/notifiche/disiscrivi/{token}/").status_code == 404


def test_a_guest_chooses_by_the_link_in_the_message(milano: Any, client_of: Any) -> None:
    client, path = client_of(milano), links.wishes_path(ADA)
    assert "riepilogo alla settimana</label>" not in client.get(path).content.decode()
    assert client.post(path, {"campaigns": "digest", "neighbourhood": "none"}).status_code == 422
    assert client.post(path, {"campaigns": "none", "neighbourhood": "immediate"}).status_code == 302
    assert selectors.wishes_of(ADA) == {Topic.CAMPAIGNS: Wish.NONE, Topic.NEIGHBOURHOOD: Wish.IMMEDIATE}


def test_a_city_s_own_words_are_sent_until_the_common_ones_are_restored(milano: Any, mailoutbox: list[Any]) -> None:
    words = {
        "subject": "Evviva {nome}",
        "body": "Ciao **{nome}**, «{campagna}» ce l'ha fatta.\n\n[Guarda]({collegamento})",
    }
    services.save_wording(kind="campaign_funded", language="it", **words, actor="ada", now=NOW)
    services.enqueue(kind="campaign_funded", key="1", to=ADA, data={**GIFT, "name": "<b>*A*"}, now=NOW)
    services.send_message(key=str(Message.objects.get().pk), now=NOW)
    assert mailoutbox[0].subject == "Evviva <b>*A*"
    assert "Ciao <b>*A*, «Un orto» ce l'ha fatta." in mailoutbox[0].body
    assert "&lt;b&gt;*A*" in mailoutbox[0].alternatives[0][0] and "<b>" not in mailoutbox[0].alternatives[0][0]
    services.restore_wording(kind="campaign_funded", language="it", actor="ada", now=NOW)
    message = owe("donations", "2")
    services.send_message(key=str(message.pk), now=NOW)
    assert mailoutbox[1].subject == "«Un orto» è finanziata, anche grazie a te"
    assert set(AuditEvent.objects.values_list("verb", flat=True)) == {"wording.saved", "wording.restored"}


@pytest.mark.parametrize("kind", ["gift_challenge", "case_opened", "onboarding/invitation", "unknown"])
def test_what_guards_an_account_keeps_its_words(milano: Any, kind: str) -> None:
    with pytest.raises(BadWording):
        services.save_wording(kind=kind, language="it", subject="a", body="b", actor="ada", now=NOW)


@pytest.mark.parametrize("kind", sorted(kind for kind, known in catalogue.KINDS.items() if known.may_be_reworded))
def test_the_common_words_of_every_kind_can_be_a_city_s_own(milano: Any, kind: str) -> None:
    """What the editor begins with is accepted as it is, and says the same of the sample."""
    subject, body = writing.common_wording(kind, "it")
    services.save_wording(kind=kind, language="it", subject=subject, body=body, actor="ada", now=NOW)
    known = catalogue.KINDS[kind]
    reader = writing.Reader(ADA, known.topic, "it")
    common, own = (writing.write(kind, known.sample, reader, words) for words in (None, (subject, body)))
    assert own == common


@pytest.mark.parametrize("kind", sorted(catalogue.KINDS))
def test_every_kind_is_written_from_its_sample(milano: Any, kind: str) -> None:
    known = catalogue.KINDS[kind]
    letter = writing.write(kind, known.sample, writing.Reader(ADA, known.topic, "it"))
    assert letter.subject and "\n" not in letter.subject
    assert "{{" not in letter.text and "{%" not in letter.html
    assert letter.html.count('class="action"') <= 1
    assert ("disiscrivi" in letter.text) == (known.topic in OPTIONAL)


def test_a_message_is_sent_again_as_a_new_one_with_the_same_words(milano: Any, mailoutbox: list[Any]) -> None:
    message = owe("donations")
    with pytest.raises(CannotResend):
        services.resend_message(message_id=message.pk, actor="ada", now=NOW)
    services.send_message(key=str(message.pk), now=NOW)
    new = services.resend_message(message_id=message.pk, actor="ada", now=NOW + timedelta(days=1))
    services.send_message(key=str(new.pk), now=NOW)
    new.refresh_from_db()
    assert (new.state, new.resend_of_id, new.text, new.to) == ("sent", message.pk, mailoutbox[0].body, ADA)
    assert mailoutbox[0].extra_headers["Message-ID"] != mailoutbox[1].extra_headers["Message-ID"]
    assert AuditEvent.objects.filter(verb="message.resent", actor="ada", object_id=message.pk).count() == 1


def test_what_a_person_switched_off_is_not_sent_again_by_the_office(milano: Any) -> None:
    services.unsubscribe(address=ADA, topic=Topic.CAMPAIGNS, now=NOW)
    with pytest.raises(CannotResend):
        services.resend_message(message_id=owe("campaigns").pk, actor="ada", now=NOW)
