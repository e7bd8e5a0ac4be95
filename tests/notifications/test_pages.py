"""Who sees which message, and what of it: the reader, the office by role, another city, the demo."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.notifications import selectors, services
from apps.notifications.models import Message
from apps.people import services as people
from apps.people.roles import Role
from tests.factories.city import NOW

ADA = "ada@example.org"
GIFT = {"name": "Ada", "campaign": "<img src=x onerror=alert(1)>", "amount_cents": 25_00, "path": "/donazioni/segreto/"}
CODE = {**GIFT, "code": "654321"}


def person(email: str, *roles: Role) -> Any:
    user = people.create_user(email=email, name="Ada", password=None, roles=list(roles), now=NOW, actor="test")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def sent(kind: str = "campaign_funded", *, to: str = ADA, data: dict[str, Any] = GIFT, **more: Any) -> Message:
    services.enqueue(kind=kind, key=f"{kind}:{to}", to=to, data=data, now=NOW, **more)
    message = Message.objects.get(key=f"{kind}:{to}")
    services.send_message(key=str(message.pk), now=NOW)
    message.refresh_from_db()
    return message


@pytest.fixture
def as_person(milano: Any, client_of: Any) -> Any:
    def sign_in(email: str, *roles: Role) -> Any:
        client = client_of(milano)
        client.force_login(person(email, *roles))
        return client

    return sign_in


def test_a_person_reads_what_was_sent_before_there_was_an_account(as_person: Any) -> None:
    message = sent()
    client = as_person(ADA)
    listed = client.get("/area/messaggi/").content.decode()
    assert "Da leggere" in listed and "<img src=x" not in listed
    assert client.get(f"/area/messaggi/{message.pk}/").status_code == 200
    assert "Da leggere" not in client.get("/area/messaggi/").content.decode()


def test_nobody_reads_another_s_messages(as_person: Any) -> None:
    message = sent(to="bea@example.org")
    client = as_person(ADA)
    client.get("/area/messaggi/")
    for path in (f"/area/messaggi/{message.pk}/", f"/area/messaggi/{message.pk}/html/"):
        assert client.get(path).status_code == 404


def test_who_is_not_signed_in_is_sent_to_the_door(milano: Any, client_of: Any) -> None:
    for path in ("/area/messaggi/", "/area/notifiche/", "/area/messaggi/1/"):
        assert client_of(milano).get(path)["Location"].startswith("/area/accedi/?next=")


def test_the_unread_are_counted_in_one_query_and_only_for_who_is_signed_in(as_person: Any, client_of: Any) -> None:
    sent(user_id=None)
    client = as_person(ADA)
    client.get("/area/messaggi/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get("/privacy/").content.decode()
    assert ", uno da leggere" in page
    assert len([query for query in queries if "notifications_message" in query["sql"]]) == 1
    with CaptureQueriesContext(connection) as queries:
        client_of(connection.tenant).get("/privacy/")
    assert not [query for query in queries if "notifications_message" in query["sql"]]


def test_the_html_part_has_a_policy_of_its_own(as_person: Any) -> None:
    message = sent()
    client = as_person(ADA)
    client.get("/area/messaggi/")
    part = client.get(f"/area/messaggi/{message.pk}/html/")
    policy = part["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "sandbox" in policy and "script-src" not in policy
    assert "frame-ancestors 'self'" in policy and part["X-Frame-Options"] == "SAMEORIGIN"
    assert "<img" not in part.content.decode() and "onerror" in part.content.decode()


def test_the_office_sees_what_was_sent_without_the_reader_s_own_links(as_person: Any) -> None:
    message = sent()
    client = as_person("capo@example.org", Role.OFFICER)
    assert message.to in client.get("/gestione/messaggi/").content.decode()
    for path in (f"/gestione/messaggi/{message.pk}/", f"/gestione/messaggi/{message.pk}/html/"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "segreto" not in answer.content.decode() and "/notifiche/" not in answer.content.decode()


def test_a_code_is_for_its_reader_alone(as_person: Any) -> None:
    message = sent("gift_challenge", data=CODE)
    assert "654321" in message.text
    office = as_person("capo@example.org", Role.OFFICER)
    assert "654321" not in office.get(f"/gestione/messaggi/{message.pk}/").content.decode()
    assert office.get(f"/gestione/messaggi/{message.pk}/html/").status_code == 404
    office.post(f"/gestione/messaggi/{message.pk}/rimanda/")
    assert Message.objects.count() == 1


def test_communications_see_no_money(as_person: Any) -> None:
    money, news = sent(), sent("campaign_cancelled", topic="campaigns", data={**GIFT, "reason": "x"})
    client = as_person("press@example.org", Role.COMMUNICATIONS)
    listed = client.get("/gestione/messaggi/").content.decode()
    assert f"/gestione/messaggi/{news.pk}/" in listed and f"/gestione/messaggi/{money.pk}/" not in listed
    assert client.get(f"/gestione/messaggi/{money.pk}/").status_code == 404
    assert client.post(f"/gestione/messaggi/{money.pk}/rimanda/").status_code == 404
    assert money.to not in client.get("/gestione/messaggi/?formato=csv&tipo=campaign_funded").getvalue().decode()


def test_the_accountant_is_not_let_in(as_person: Any) -> None:
    client = as_person("conti@example.org", Role.ACCOUNTANT)
    for path in ("/gestione/messaggi/", "/gestione/messaggi/testi/", "/gestione/messaggi/testi/campaign_funded/"):
        assert client.get(path).status_code == 403


def test_those_that_failed_come_first(milano: Any) -> None:
    first = sent()
    sent(to="bea@example.org")
    Message.objects.filter(pk=first.pk).update(state="failed", sent_at=None, ended_at=NOW)
    assert next(iter(selectors.list_messages())).pk == first.pk


def test_the_office_words_a_kind_after_a_preview(as_person: Any) -> None:
    client = as_person("capo@example.org", Role.OFFICER)
    path = "/gestione/messaggi/testi/campaign_funded/"
    begun = client.get(path).content.decode()
    assert "{collegamento}" in begun and "{importo}" in begun
    words = {"subject": "Evviva", "body": "Ciao <script>{nome}\n\n[Guarda]({collegamento})"}
    shown = client.post(f"{path}anteprima/", words)
    assert "Guarda</a>" in shown.content.decode() and "<script>" not in shown.content.decode()
    assert "default-src 'none'" in shown["Content-Security-Policy"]
    assert "non è una variabile" in client.post(path, {**words, "body": "{boh} [a]({collegamento})"}).content.decode()
    assert client.post(path, words).status_code == 302
    assert selectors.find_wording("campaign_funded", "it")
    client.post(f"{path}ripristina/")
    assert selectors.find_wording("campaign_funded", "it") is None
    assert client.get("/gestione/messaggi/testi/gift_challenge/").status_code == 404


def test_the_demo_s_post_is_each_city_s_own(milano: Any, venezia: Any, client_of: Any) -> None:
    from django_tenants.utils import tenant_context

    with tenant_context(milano):
        message = sent()
    assert ADA in client_of(milano).get("/posta-demo/").content.decode()
    assert "segreto" in client_of(milano).get(f"/posta-demo/{message.pk}/html/").content.decode()
    assert ADA not in client_of(venezia).get("/posta-demo/").content.decode()


def test_production_has_no_demo_post() -> None:
    """The address table is read by a process of its own, with production's settings."""
    import subprocess
    import sys

    from colletta import env

    code = (
        "import django; django.setup(); from colletta import urls_tenant as t; from django.conf import settings;"
        "print(settings.DEMO, 'posta-demo' in str([p.pattern for p in t.urlpatterns]),"
        " 'colletta.local' in settings.INSTALLED_APPS)"
    )
    import os

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "colletta.settings.production"}
    folder = env.REPOSITORY / "platform"
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = [{str(folder)!r}, {str(folder.parent)!r}]; {code}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["False", "False", "False"], done.stderr[-2000:]
