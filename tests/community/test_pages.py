"""The pages of the community: who is let in, what a guest comes back to, and that words stay words."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign
from apps.community import services
from apps.community.models import Comment, Follow, Question, Report
from apps.kernel import clock as product_clock
from apps.notifications.models import Message
from apps.people import services as people
from apps.people.models import User
from apps.people.roles import Role
from tests.factories import places
from tests.portal.visits import text_of

People = Callable[..., User]
XSS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "<svg/onload=alert(1)>",
    "![x](https://evil.example/p.png)",
    "</div></section><form action=https://evil.example>",
    "<a href='//evil.example' style='position:fixed'>",
)


@pytest.fixture
def enter(client_of: Callable[..., Client], milano: Any) -> Callable[..., Client]:
    """Return a browser in which a person is signed in, on Milano unless told otherwise."""

    def sign_in(user: User, tenant: Any = milano) -> Client:
        client = client_of(tenant)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


def test_a_guest_who_follows_comes_back_to_say_yes(
    campaign: Campaign, citizen: People, client_of: Callable[..., Client], milano: Any, enter: Any
) -> None:
    asked = {"tipo": "campaign", "chiave": str(campaign.pk)}
    sent = client_of(milano).get("/segui/", asked)
    assert sent.status_code == 302
    assert sent["Location"].startswith("/area/accedi/?next=/segui/")
    assert f"chiave%3D{campaign.pk}" in sent["Location"]
    user = citizen()
    client = enter(user)
    assert campaign.title in text_of(client.get("/segui/", asked))
    assert Follow.objects.count() == 0
    client.post("/segui/", asked)
    assert Follow.objects.get().user_id == user.pk
    client.post("/segui/", {**asked, "azione": "smetti"})
    assert Follow.objects.count() == 0
    assert client.post("/segui/", {"tipo": "campaign", "chiave": "999999"}).status_code == 404


def test_an_area_is_followed_where_the_areas_are_listed(campaign: Campaign, citizen: People, enter: Any) -> None:
    client = enter(citizen())
    assert "Smetti di seguire" not in text_of(client.get("/quartieri/"))
    sent = client.post("/segui/", {"tipo": "area", "chiave": campaign.area})
    assert sent["Location"] == "/quartieri/#temi"
    assert text_of(client.get("/quartieri/")).count("Smetti di seguire") == 1


def test_who_writes_is_led_to_where_own_texts_are_changed(campaign: Campaign, citizen: People, enter: Any) -> None:
    answer = enter(citizen()).get(f"/campagne/{campaign.slug}/commenti/nuovo/")
    assert 'href="/partecipa/"' in answer.content.decode()


@pytest.mark.usefixtures("nothing_held")
@pytest.mark.parametrize("payload", XSS)
def test_what_people_write_stays_words(campaign: Campaign, citizen: People, enter: Any, payload: str) -> None:
    client = enter(citizen())
    path = f"/campagne/{campaign.slug}/"
    for part, anchor in (("commenti/nuovo", "#commenti"), ("domande/nuova", "#domande")):
        assert client.post(f"{path}{part}/", {"text": f"Ciao {payload}"})["Location"] == f"{path}{anchor}"
    Question.objects.update(answer=f"Ecco {payload}", answered_at=product_clock.now())
    html = client.get(path).content.decode().lower()
    assert html.count("ciao") >= 2
    for bad in ("<script>alert", "onerror=", "<svg/onload", 'href="javascript:', 'href="data:', 'evil.example/p.png"'):
        assert bad not in html.replace("&lt;img src=x onerror=alert", "")
    assert '<form action="https://evil' not in html
    assert "<form action=https://evil" not in html
    assert 'style="position' not in html


@pytest.mark.usefixtures("nothing_held")
def test_the_campaign_page_makes_no_query_for_its_community(
    campaign: Campaign, citizen: People, visitor: Client, django_assert_max_num_queries: Any
) -> None:
    for number in range(3):
        user = citizen()
        one: dict[str, Any] = {"user_id": user.pk, "now": product_clock.now()}
        services.write_comment(place="campaign", key=str(campaign.pk), text=f"Ciao {number}", **one)
        services.ask_question(campaign_slug=campaign.slug, text="Quando?", **one)
        services.follow(kind="campaign", key=str(campaign.pk), **one)
    with django_assert_max_num_queries(9):
        text = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "La seguono 3 persone" in text
    assert all(f"Ciao {number}" in text for number in range(3))


@pytest.mark.usefixtures("nothing_held")
def test_a_text_of_one_city_is_not_in_another(
    campaign: Campaign, citizen: People, client_of: Callable[..., Client], city: Any
) -> None:
    comment = services.write_comment(
        user_id=citizen().pk, place="campaign", key=str(campaign.pk), text="Ciao", now=product_clock.now()
    )
    other = client_of(city("venezia"))
    assert other.get(f"/partecipa/commenti/{comment.pk}/segnala/").status_code == 404
    assert other.post(f"/partecipa/commenti/{comment.pk}/segnala/", {"reason": "false"}).status_code == 404
    assert other.get(f"/campagne/{campaign.slug}/commenti/").status_code == 404


@pytest.mark.usefixtures("nothing_held")
def test_another_persons_text_is_not_mine(campaign: Campaign, citizen: People, enter: Any) -> None:
    comment = services.write_comment(
        user_id=citizen().pk, place="campaign", key=str(campaign.pk), text="Ciao", now=product_clock.now()
    )
    path = f"/partecipa/commenti/{comment.pk}/"
    client = enter(citizen())
    assert client.get(path).status_code == 404
    assert client.post(path, {"azione": "ritira"}).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "Ciao"


def test_only_those_who_propose_answer(campaign: Campaign, citizen: People, enter: Any) -> None:
    now = product_clock.now()
    asked = services.ask_question(user_id=citizen().pk, campaign_slug=campaign.slug, text="Quando?", now=now)
    services.approve_text(what="question", text_id=asked.pk, note="", actor="test", now=now)
    path, form = f"/proponenti/campagne/{campaign.pk}/domande/", {"domanda": str(asked.pk), "answer": "Domani"}
    assert enter(citizen()).post(path, form).status_code == 403
    member = citizen()
    people.add_member(user_id=member.pk, organisation_id=campaign.proponent_id, actor="test", now=now)
    client = enter(member)
    assert "Quando?" in text_of(client.get(path))
    assert client.post(path, form).status_code == 302
    asked.refresh_from_db()
    assert asked.answer == "Domani"
    assert "già una risposta" in text_of(client.post(path, form)) or asked.answer == "Domani"


def test_only_the_moderation_office_moderates(campaign: Campaign, citizen: People, enter: Any) -> None:
    now = product_clock.now()
    comment = services.write_comment(user_id=citizen().pk, place="campaign", key=str(campaign.pk), text="=1+1", now=now)
    path = f"/gestione/moderazione/comment/{comment.pk}/"
    for role in set(Role) - {Role.OFFICER, Role.COMMUNICATIONS, Role.ANCI_EDITOR, Role.OPERATOR}:
        client = enter(citizen(roles=(role,)))
        assert client.get("/gestione/moderazione/").status_code == 403
        assert client.post(path, {"azione": "approva"}).status_code == 403
    client = enter(citizen(roles=(Role.COMMUNICATIONS,)))
    assert "Primo testo" in text_of(client.get("/gestione/moderazione/"))
    export = b"".join(client.get("/gestione/moderazione/?formato=csv").streaming_content).decode()
    assert "'=1+1" in export
    assert text_of(client.post(path, {"azione": "nascondi"})).count("Scegli il motivo")
    assert client.post(path, {"azione": "nascondi", "reason": "off_topic"}).status_code == 302
    assert client.post(path, {"azione": "approva"}).status_code == 200
    assert Comment.objects.get().state == "hidden"
    assert client.post("/gestione/moderazione/regole/", {"most_reports": "5"}).status_code == 302


@pytest.mark.usefixtures("nothing_held")
def test_a_reported_text_that_is_public_is_left_there_and_its_author_hears_nothing(
    campaign: Campaign, citizen: People, enter: Any
) -> None:
    told: dict[str, Any] = {"now": product_clock.now()}
    comment = services.write_comment(
        user_id=citizen().pk, place="campaign", key=str(campaign.pk), text="Bello!", **told
    )
    services.report_text(
        what="comment", text_id=comment.pk, reporter_id=None, guest="192.0.2.0", reason="off_topic", words="", **told
    )
    client, path = enter(citizen(roles=(Role.COMMUNICATIONS,))), f"/gestione/moderazione/comment/{comment.pk}/"
    page = text_of(client.get(path))
    assert "Il testo va bene: chiudi le segnalazioni" in page and "Approva e pubblica" not in page
    assert client.post(path, {"azione": "approva"}).status_code == 302
    assert "(guardata)" in text_of(client.get(path))
    assert not Message.objects.filter(kind="community_approved").exists()


@pytest.mark.usefixtures("nothing_held")
def test_inventing_browsers_makes_no_new_guest(comment_of: Any, citizen: People, visitor: Client) -> None:
    path = f"/partecipa/commenti/{comment_of(citizen()).pk}/segnala/"
    for number, address in enumerate(("198.51.100.7", "198.51.100.200", "203.0.113.9", "::ffff:203.0.113.77")):
        browser = {"HTTP_USER_AGENT": f"Inventato/{number}", "REMOTE_ADDR": address}
        assert visitor.post(path, {"reason": "offensive", "words": ""}, **browser).status_code == 302
    assert Report.objects.count() == 2
    assert Comment.objects.get().state == "visible"


def test_a_district_shows_its_campaigns_and_residents(
    campaign: Campaign, citizen: People, visitor: Client, nothing_held: None
) -> None:
    places.add_district(campaign.district, "municipio-4")
    services.write_comment(
        user_id=citizen().pk, place="district", key="municipio-4", text="Vivo qui", now=product_clock.now()
    )
    text = text_of(visitor.get("/quartieri/municipio-4/"))
    assert campaign.title in text
    assert "Vivo qui" in text
    listed = text_of(visitor.get("/quartieri/"))
    assert campaign.district in listed
    assert "Una campagna" in listed
    assert visitor.get("/quartieri/altrove/").status_code == 404
    assert 'href="/quartieri/municipio-4/"' in text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert visitor.get("/quartieri/municipio-4/?page=7")["Location"] == "/quartieri/municipio-4/?page=1"
