"""What a campaign says in other languages: written on the desk, read on its pages, in lists and in letters."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from apps.campaigns.models import Campaign, Reward
from apps.donations.services import tell_update_to_donors
from apps.editorial.models import Correction, Update
from apps.kernel import clock
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.people import services as people
from tests.factories import story
from tests.portal.visits import filled_form

pytestmark = pytest.mark.django_db
REWARD = {"title": "Semi", "text": "Un sacchetto", "minimum_cents": "10", "title_de": "Samen", "text_de": "Ein Beutel"}
NEWS = {"title": "Si semina", "text": "Da **lunedì**.", "audience": "everyone"}
IN_GERMAN = {"title_de": "Es wird gesät", "text_de": "Ab **Montag**."}


@pytest.fixture
def campaign(milano: object) -> Any:
    return story.make_campaign(story.make_call(), 1_000_00)


@pytest.fixture
def member(milano: Any, campaign: Any, client_of: Any) -> Client:
    user = people.create_user(
        email="ada@example.org", name="Ada", password=None, roles=[], now=clock.now(), actor="test"
    )
    people.add_member(user_id=user.pk, organisation_id=campaign.proponent_id, actor="test", now=clock.now())
    client: Client = client_of(milano)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(campaign: Any, name: str = "") -> str:
    return f"/proponenti/campagne/{campaign.pk}/{name}"


def hidden(html: str, name: str) -> str:
    return re.findall(rf'name="{name}" value="([^"]*)"', html)[0]


def post(client: Client, path: str, data: dict[str, str], **kept: str) -> Any:
    """Send a page of the editor as it was opened now; `kept` is what another tab still had."""
    html = client.get(path).content.decode()
    asked = {name: hidden(html, name) for name in ("seen", "italian") if f'name="{name}" value' in html}
    return client.post(path, {**asked, **data, **kept})


def translate(client: Client, campaign: Any, **texts: str) -> Any:
    return post(client, page(campaign, "traduzioni/de/"), texts)


def add_budget(client: Client, campaign: Any, label: str) -> None:
    rows = {"voci-TOTAL_FORMS": "1", "voci-INITIAL_FORMS": "0", "voci-0-label": label, "voci-0-cents": "1000"}
    assert post(client, page(campaign, "bilancio/"), rows).status_code == 302


def publish(client: Client, campaign: Any) -> None:
    assert client.post(page(campaign, "pubblica/"), {"reason": "Meglio"}).status_code == 302


def in_german(client_of: Any, city: Any, path: str) -> str:
    html: str = client_of(city).get(f"{path}?lingua=de", follow=True).content.decode()
    return html


def test_a_translated_campaign_is_read_so_on_its_page_in_lists_and_on_the_way_to_a_gift(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    add_budget(member, campaign, "Semi")
    said = {"title": "Ein Garten", "summary": "Für alle", "budget.0.label": "Saatgut"}
    assert translate(member, campaign, **said).status_code == 302
    publish(member, campaign)
    path = f"/campagne/{campaign.slug}/"
    text = in_german(client_of, milano, path)
    assert "<title>Ein Garten" in text
    assert "<h1>Ein Garten</h1>" in text
    assert 'aria-current="page">Ein Garten' in text
    assert "<span>Saatgut</span>" in text
    assert 'content="Für alle"' in text
    assert '<div class="cl-prose mb-3" lang="it"><p>Il <strong>nostro</strong> orto' in text
    for place in ("/campagne/", f"{path}dona/", "/mappa-del-sito/"):
        shown = in_german(client_of, milano, place)
        assert "Ein Garten" in shown
        assert campaign.title not in shown
    assert campaign.title in client_of(milano).get("/campagne/").content.decode()
    german = client_of(milano)
    german.get("/campagne/?lingua=de")
    assert "Ein Garten" in german.get("/campagne/?q=garten").content.decode()
    assert "Ein Garten" not in german.get("/campagne/?q=giardino").content.decode()


def test_a_changed_italian_is_read_until_its_translation_is_read_again(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    add_budget(member, campaign, "Semi")
    translate(member, campaign, **{"title": "Ein Garten", "budget.0.label": "Saatgut"})
    add_budget(member, campaign, "Piante")
    assert "1 da rileggere" in member.get(page(campaign, "traduzioni/")).content.decode()
    translate(member, campaign, **{"title": "Ein Garten", "budget.0.label": "Saatgut"})
    publish(member, campaign)
    assert "Saatgut" not in in_german(client_of, milano, f"/campagne/{campaign.slug}/")
    translate(member, campaign, **{"title": "Ein Garten", "budget.0.label": "Saatgut", "budget.0.label.right": "on"})
    publish(member, campaign)
    assert "Saatgut" in in_german(client_of, milano, f"/campagne/{campaign.slug}/")
    assert "da rileggere" not in member.get(page(campaign, "traduzioni/")).content.decode()


def test_who_translates_an_italian_that_changes_meanwhile_is_told_and_loses_nothing(
    member: Client, campaign: Any
) -> None:
    add_budget(member, campaign, "Semi")
    old = hidden(member.get(page(campaign, "traduzioni/de/")).content.decode(), "italian")
    add_budget(member, campaign, "Piante")
    answer = post(member, page(campaign, "traduzioni/de/"), {"budget.0.label": "Saatgut"}, italian=old)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Saatgut"' in html or ">\nSaatgut</textarea>" in html
    assert hidden(html, "italian") != old
    assert "l&#x27;italiano è cambiato" in html


def test_what_a_german_donor_relied_on_changes_visibly_in_german(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    translate(member, campaign, title="Ein Garten")
    publish(member, campaign)
    assert not Correction.objects.exists()
    translate(member, campaign, title="Ein Park")
    refused = member.post(page(campaign, "pubblica/"), {"reason": ""})
    assert (refused.status_code, "Titolo (Tedesco)" in refused.content.decode()) == (422, True)
    publish(member, campaign)
    correction = Correction.objects.get()
    assert (correction.language, correction.before, correction.after) == ("de", "Ein Garten", "Ein Park")
    assert "<del>Ein Garten</del>" in in_german(client_of, milano, f"/campagne/{campaign.slug}/")
    assert '<del lang="de">Ein Garten</del>' in client_of(milano).get(f"/campagne/{campaign.slug}/").content.decode()


def test_a_reward_is_chosen_in_german_and_what_it_promised_is_corrected_in_german(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    assert member.post(page(campaign, "ricompense/nuova/"), REWARD).status_code == 302
    reward = Reward.objects.get()
    assert reward.translations == {"de": {"title": "Samen", "text": "Ein Beutel"}}
    assert "<strong>Samen</strong>" in in_german(client_of, milano, f"/campagne/{campaign.slug}/dona/")
    donor = client_of(milano)
    donor.get(f"/campagne/{campaign.slug}/dona/?lingua=de")
    asked = filled_form(amount="", other_amount="5", reward=str(reward.pk))
    refused = donor.post(f"/campagne/{campaign.slug}/dona/", asked, follow=True)
    assert "„Samen“" in refused.content.decode()
    shown = in_german(client_of, milano, f"/campagne/{campaign.slug}/")
    assert "Ein Beutel" in shown
    assert "Un sacchetto" not in shown
    path = page(campaign, f"ricompense/{reward.pk}/")
    assert 'value="Samen"' in member.get(path).content.decode()
    gift = story.make_collected_donation(campaign, 10_00)
    gift.reward_id = reward.pk
    gift.save(update_fields=["reward"])
    assert member.post(path, {**REWARD, "text_de": "Ein Tütchen"}).status_code == 422
    assert member.post(path, {**REWARD, "text_de": "Ein Tütchen", "reason": "Meno"}).status_code == 302
    assert Correction.objects.get().language == "de"


def test_news_are_read_and_sent_in_german_with_what_is_not_translated_marked_italian(
    member: Client, campaign: Any, milano: Any, client_of: Any, mailoutbox: list[Any]
) -> None:
    story.make_collected_donation(campaign, 10_00, donor_email="eva@example.org", language="de")
    assert member.post(page(campaign, "aggiornamenti/nuovo/"), {**NEWS, **IN_GERMAN}).status_code == 302
    update = Update.objects.get()
    shown = in_german(client_of, milano, f"/campagne/{campaign.slug}/")
    assert "<h3>Es wird gesät</h3>" in shown
    assert "Ab <strong>Montag</strong>" in shown
    tell_update_to_donors(key=str(update.pk), now=clock.now() + timedelta(minutes=1))
    notifications.send_message(key=str(Message.objects.get(kind="campaign_update").pk), now=clock.now())
    letter = mailoutbox[-1]
    assert "Es wird gesät" in letter.subject
    assert "Ab Montag." in letter.body
    assert "Italienisch" not in letter.body
    assert 'lang="it"' not in letter.alternatives[0][0]


def test_a_changed_translation_of_news_is_a_correction_that_says_its_language(
    member: Client, campaign: Any, milano: Any, client_of: Any
) -> None:
    member.post(page(campaign, "aggiornamenti/nuovo/"), {**NEWS, **IN_GERMAN})
    path = page(campaign, f"aggiornamenti/{Update.objects.get().pk}/")
    assert 'value="Es wird gesät"' in member.get(path).content.decode()
    assert member.post(path, {**NEWS, **IN_GERMAN, "title_de": "Wir säen"}).status_code == 422
    assert member.post(path, {**NEWS, **IN_GERMAN, "title_de": "Wir säen", "reason": "Meglio"}).status_code == 302
    assert Correction.objects.get().language == "de"
    assert "Titel (Deutsch)" in in_german(client_of, milano, f"/campagne/{campaign.slug}/")


def test_a_first_translation_corrects_nothing(member: Client, campaign: Any) -> None:
    member.post(page(campaign, "aggiornamenti/nuovo/"), NEWS)
    path = page(campaign, f"aggiornamenti/{Update.objects.get().pk}/")
    assert member.post(path, {**NEWS, **IN_GERMAN}).status_code == 302
    assert not Correction.objects.exists()


def test_a_too_long_translation_is_refused_beside_its_field(member: Client, campaign: Any) -> None:
    answer = member.post(page(campaign, "aggiornamenti/nuovo/"), {**NEWS, "title_de": "x" * 161})
    assert answer.status_code == 422
    assert 'href="#id_title_de"' in answer.content.decode()
    assert not Update.objects.exists()


def test_a_campaign_without_translations_is_in_italian_everywhere(campaign: Any) -> None:
    assert Campaign.objects.get(pk=campaign.pk).translations == {}
