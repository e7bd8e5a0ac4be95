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
