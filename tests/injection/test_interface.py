"""What a program sends to the interface: the payloads in every text of whatever reads a request, one at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from rest_framework import serializers

from api.fields import StrictSerializer
from apps.donations import links
from apps.donations.models import Donation
from tests.api import contract
from tests.factories import story
from tests.injection.forms import heirs, name_of
from tests.injection.oracle import wrong_with
from tests.injection.payloads import ADDRESS, PACKS
from tests.injection.right import TAX_CODE
from tests.injection.scene import Scene

ANSWERS = {200, 201, 400, 404, 409, 422}
_numbers = count(1)


@dataclass(frozen=True)
class Door:
    """Where a program sends what a serializer reads, and what is right in it."""

    right: Callable[[Scene], dict[str, Any]]
    send: Callable[[Scene, dict[str, Any]], Any]


def _post_a_gift(scene: Scene, body: dict[str, Any]) -> Any:
    headers = {"Idempotency-Key": str(uuid4())}
    return scene.visitor.post("/api/v1/donations/", body, content_type="application/json", headers=headers)


def _a_gift(scene: Scene) -> dict[str, Any]:
    return {
        "campaign": scene.campaign.slug,
        "amount_cents": 25_00,
        "donor_name": "Ada Rossi",
        "donor_email": f"programma{next(_numbers)}@example.org",
        "donor_tax_code": TAX_CODE,
        "donor_address": "Via Roma 1",
    }


DOORS = {
    "api.v1.campaigns.CampaignQuery": Door(
        lambda scene: {"call": scene.call.slug}, lambda scene, asked: scene.visitor.get("/api/v1/campaigns/", asked)
    ),
    "api.v1.donations.GiftSerializer": Door(_a_gift, _post_a_gift),
}


def readers() -> dict[str, Any]:
    """Return every serializer of the product that reads a request, by its module and name."""
    return {name_of(each): each for each in heirs(StrictSerializer)}


def texts_of(reader: Any) -> dict[str, int | None]:
    """Return the fields of a serializer that take words, with how many characters each takes."""
    fields = reader().fields.items()
    return {name: field.max_length for name, field in fields if isinstance(field, serializers.CharField)}


def test_whatever_reads_has_its_door() -> None:
    assert set(readers()) == set(DOORS)
    operations = [each for path in contract.description()["paths"].values() for each in path.values()]
    bodies = [each["requestBody"]["content"]["application/json"] for each in operations if "requestBody" in each]
    read = {body["schema"]["$ref"].rpartition("/")[2] for body in bodies}
    assert read
    assert read <= {name.rpartition(".")[2].removesuffix("Serializer") for name in DOORS}


@pytest.mark.parametrize("name", DOORS)
def test_no_text_comes_to_life_and_none_that_is_taken_is_lost(scene: Scene, name: str) -> None:
    door, wrong, taken = DOORS[name], [], set()
    for field, most in texts_of(readers()[name]).items():
        for number, pack in enumerate(PACKS):
            is_mail = field.endswith("email") and pack.name not in ("overlong", "nul")
            text = ADDRESS.format(next(_numbers)) if is_mail else pack.cut(most, number)
            answer = door.send(scene, {**door.right(scene), field: text})
            wrong += [f"{field} {pack.name}: {each}" for each in wrong_with(answer)]
            if answer.status_code not in ANSWERS:
                wrong.append(f"{field} {pack.name}: {answer.status_code}")
            if answer.status_code == 201 and hasattr(Donation, field):
                taken.add(field)
                kept = getattr(Donation.objects.latest("pk"), field)
                wrong += [] if kept == text.strip() else [f"{field} {pack.name}: kept as {kept!r}"]
    assert wrong == []
    owed = {"donor_name", "donor_email", "public_name", "donor_tax_code", "donor_address"} & set(_fields(name))
    assert owed <= taken


def _fields(name: str) -> dict[str, int | None]:
    return texts_of(readers()[name])


@pytest.mark.parametrize("field", ["donor_name", "public_name"])
def test_a_name_sent_by_a_program_is_words_on_the_wall_and_in_the_office(scene: Scene, field: str) -> None:
    own = f"/campagne/{scene.campaign.slug}/"
    for number, pack in enumerate(PACKS):
        text = pack.cut(120, number)
        if _post_a_gift(scene, {**_a_gift(scene), field: text}).status_code != 201:
            continue
        gift = story.collect(story.read(Donation.objects.latest("pk")))
        page = scene.visitor.get(own)
        assert " ".join(text.split()) in " ".join(unescape(page.content.decode()).split())
        assert wrong_with(page) == []
        for path in (f"/gestione/campagne/{scene.campaign.pk}/", f"/gestione/moderazione/nomi/{gift.pk}/"):
            assert wrong_with(scene.office.get(path)) == []
        assert wrong_with(scene.visitor.get(f"/partecipa/nomi/{links.name_token_of(gift.pk)}/segnala/")) == []
