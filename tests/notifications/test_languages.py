"""In which language a person is written to, and that a letter is whole in each."""

import re
from pathlib import Path
from typing import Any

import pytest

from apps.notifications import catalogue, services, writing
from apps.notifications.models import Message
from apps.notifications.states import Topic
from apps.people import services as people
from colletta import env
from colletta.language import catalogs
from tenants.registry.models import Tenant
from tests.factories.city import NOW

GIFT = {"name": "Ada", "campaign": "Un orto", "amount_cents": 25_000_00, "path": "/donazioni/x/"}
ACCOUNT = {
    "name": "Ada",
    "email": "ada@example.org",
    "from_email": "ada@example.org",
    "to_email": "ada@example.com",
    "deleted_email": "ada@example.net",
    "day": "18/02/2027",
    "days": 3,
    "excerpt": "Un orto",
    "reason": "Offende qualcuno",
    "path": "/area/",
    "register_path": "/area/registrati/",
}
ADA = "ada@example.org"


def owe(**more: Any) -> Message:
    services.enqueue(kind=more.pop("kind", "campaign_funded"), key="1", to=ADA, data=GIFT, now=NOW, **more)
    return Message.objects.get()


def speaks(city: Tenant, language: str) -> None:
    Tenant.objects.filter(pk=city.pk).update(language=language)


@pytest.fixture
def of_three(milano: Any, settings: Any) -> Any:
    """Milano, where English and German are offered beside Italian."""
    settings.OFFERED_LANGUAGES = ["it", "en", "de"]
    return milano


@pytest.mark.parametrize(
    ("chosen", "of_the_city", "written"), [("de", "en", "de"), ("", "en", "en"), ("sl", "sl", "it")]
)
def test_a_person_is_written_to_in_the_own_language_then_the_city_s_and_only_in_one_that_is_offered(
    of_three: Any, chosen: str, of_the_city: str, written: str
) -> None:
    user = people.create_user(email=ADA, name="Ada", password=None, roles=[], now=NOW, actor="test")
    people.change_person(user_id=user.pk, name="Ada", language=chosen)
    speaks(of_three, of_the_city)
    assert writing.language_of(owe(user_id=user.pk)) == written


def test_a_message_that_names_its_language_keeps_it(of_three: Any) -> None:
    speaks(of_three, "en")
    assert writing.language_of(owe(language="de")) == "de"


@pytest.mark.parametrize("asked", [{"kind": "case_opened"}, {"kind": "account_roles"}, {"topic": Topic.OFFICE}])
def test_the_office_is_written_to_in_italian(of_three: Any, asked: dict[str, Any]) -> None:
    assert writing.language_of(owe(language="de", **asked)) == "it"


@pytest.mark.parametrize(("language", "before"), [("it", ""), ("fr", "\u00a0")])
def test_the_plain_text_keeps_the_space_that_french_has_before_a_colon(
    milano: Any, settings: Any, language: str, before: str
) -> None:
    settings.OFFERED_LANGUAGES = ["it", "fr"]
    letter = writing.compose(owe(language=language))
    assert f"{before}:\nhttp://" in letter.text and letter.text.count(f"{before}:\nhttp") > 1


def test_a_letter_carries_the_language_of_its_reader_down_to_its_amounts(of_three: Any, mailoutbox: list[Any]) -> None:
    services.send_message(key=str(owe(language="de").pk), now=NOW)
    (letter,) = mailoutbox
    assert letter.extra_headers["Content-Language"] == "de"
    assert "25.000,00\u00a0€" in letter.body
    assert '<html lang="de"' in letter.alternatives[0][0]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """The catalogues that are whole, compiled, and their languages."""
    folder = tmp_path_factory.mktemp("locale")
    return folder, catalogs.compile_whole(env.REPOSITORY, folder)


@pytest.mark.parametrize("kind", sorted(kind for kind in catalogue.KINDS if kind not in writing.ONLY_ITALIAN))
def test_a_letter_keeps_its_links_and_its_paragraphs_in_every_language(
    milano: Any, settings: Any, compiled: tuple[Path, list[str]], kind: str
) -> None:
    folder, languages = compiled
    settings.LOCALE_PATHS = [folder]
    known = catalogue.KINDS[kind]
    shapes, texts = {}, set()
    for language in ["it", *languages]:
        letter = writing.write(kind, ACCOUNT | known.sample, writing.Reader(ADA, known.topic, language))
        shapes[language] = re.findall(r"<(p|h1|li)\b", letter.html), re.findall(r'<a [^>]*href="([^"]*)"', letter.html)
        texts.add(letter.text)
    assert len(texts) == len(shapes)
    assert all(shape == shapes["it"] for shape in shapes.values())


NEWS = {
    "campaign": "Un orto",
    "update": "Si semina [lunedì]",
    "text": "Prima riga\n\nSeconda riga",
    "path": "/campagne/orto/",
    "translations": {"de": {"campaign": "Ein Garten"}},
}


@pytest.fixture
def offered(milano: Any, settings: Any, compiled: tuple[Path, list[str]]) -> Any:
    settings.LOCALE_PATHS = [compiled[0]]
    settings.OFFERED_LANGUAGES = ["it", *compiled[1]]
    return milano


@pytest.mark.parametrize(("language", "title"), [("de", "Ein Garten"), ("fr", "Un orto"), ("it", "Un orto")])
def test_news_call_the_campaign_by_its_translated_title_and_mark_what_is_italian(
    offered: Any, language: str, title: str
) -> None:
    letter = writing.write("campaign_update", NEWS, writing.Reader(ADA, Topic.CAMPAIGNS, language))
    assert title in letter.subject and "Si semina [lunedì]" in letter.subject
    assert "Prima riga\n\nSeconda riga" in letter.text and "<>" not in letter.text
    marked = re.findall(r'<span lang="it">([^<]*)</span>', letter.html)
    quoted = ["Si semina [lunedì]", "Si semina [lunedì]", "Prima riga", "Seconda riga"]
    assert marked == ([] if language == "it" else quoted)


def test_a_digest_calls_campaigns_by_their_translated_titles(offered: Any) -> None:
    item = {"kind": "campaign_update", "title": "Un orto", "detail": "Si semina", "path": "/"}
    items = [{**item, "translations": {"de": {"title": "Ein Garten"}}}]
    reader = writing.Reader(ADA, Topic.CAMPAIGNS, "de")
    letter = writing.write("digest", {"name": "Ada", "items": items}, reader)
    assert ">Ein Garten</a>" in letter.html and '<span lang="it">Si semina</span>' in letter.html


@pytest.mark.parametrize(
    ("kind", "pages"),
    [
        ("refund_account_received", ["/segnalazioni/", "/donazioni/esempio/"]),
        ("name_hidden", ["/segnalazioni/", "/donazioni/esempio/"]),
        ("account_unknown_account", ["/area/registrati/"]),
    ],
)
def test_every_page_that_a_guest_s_letter_leads_to_opens_in_its_language(
    offered: Any, kind: str, pages: list[str]
) -> None:
    known = catalogue.KINDS[kind]
    letter = writing.write(kind, ACCOUNT | known.sample, writing.Reader(ADA, known.topic, "fr", has_chosen=False))
    links = re.findall(r'href="http://milano[^/]*(/[^"]*)"', letter.html)
    assert {f"{page}?lingua=fr" for page in [*pages, "/"]} <= set(links)
    assert all(link.endswith("?lingua=fr") for link in links)


@pytest.mark.parametrize(("chosen", "asked"), [("", "?lingua=de"), ("de", "")])
def test_a_page_that_a_letter_leads_to_opens_in_its_language_for_who_has_chosen_none(
    of_three: Any, chosen: str, asked: str
) -> None:
    user = people.create_user(email=ADA, name="Ada", password=None, roles=[], now=NOW, actor="test")
    people.change_person(user_id=user.pk, name="Ada", language=chosen)
    assert f"/donazioni/x/{asked}\n" in writing.compose(owe(user_id=user.pk, language="de")).text


def test_a_letter_about_a_gift_says_what_its_call_does_with_it(milano: Any) -> None:
    reader = writing.Reader(ADA, Topic.DONATIONS, "it")
    given = writing.write("donation_collected", GIFT, reader).text
    assert "ti restituiamo tutto" in given and "promess" not in given
    kept = writing.write("donation_collected", {**GIFT, "keeps_gifts": True, "was_promised": True}, reader).text
    assert "resta al progetto anche se la soglia non si raggiunge" in kept and "ti restituiamo" not in kept
    assert "la somma che avevi promesso è stata addebitata" in kept
