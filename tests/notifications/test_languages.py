"""In which language a person is written to."""

from typing import Any

import pytest

from apps.notifications import services, writing
from apps.notifications.models import Message
from apps.notifications.states import Topic
from apps.people import services as people
from tenants.registry.models import Tenant
from tests.factories.city import NOW

GIFT = {"name": "Ada", "campaign": "Un orto", "amount_cents": 25_000_00, "path": "/donazioni/x/"}
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
