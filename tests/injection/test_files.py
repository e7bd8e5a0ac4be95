"""Files whose names and contents attack: what is kept is made again or handed out as a file, never run in a page."""

import io
from dataclasses import dataclass
from typing import Any

import pytest
from django import forms
from django.test import Client
from PIL import Image

from apps.banking.sample import camt053
from apps.districts import selectors as districts
from tests.banking import bank
from tests.districts.geojson import NEXT, collection, feature
from tests.injection.forms import every_form
from tests.injection.oracle import wrong_with
from tests.injection.payloads import PACKS
from tests.injection.robot import form_of, parsed
from tests.injection.scene import Scene

EVIL = "<script>zqx()</script><img src=x onerror=zqx()>"
NAMES = (
    "../../../etc/zqx.pdf",
    f'"><img src=x onerror=zqx()>{EVIL}.png',
    'a.pdf"; filename="zqx.html',
    "a.pdf\r\nX-Zqx: 1",
    "\u202efdp.exe",
    ".htaccess",
    f"{'z' * 300}.pdf",
)
CONTENTS = (
    f"<!doctype html>{EVIL}".encode(),
    f'<svg xmlns="http://www.w3.org/2000/svg" onload="zqx()">{EVIL}<path d="M1 1h9"/></svg>'.encode(),
    b"GIF89a/*" + EVIL.encode() + b"*/=1;zqx()//;",
    b"%PDF-1.7\n" + EVIL.encode(),
    b"\xff\xd8\xff" + EVIL.encode(),
    b"PK\x03\x04" + EVIL.encode(),
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    b'{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"\\ud800": "\\udfff"}}]}',
)


def _picture() -> bytes:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((640, 480)).save(kept, "PNG", pnginfo=None)
    return kept.getvalue() + EVIL.encode()


@dataclass(frozen=True)
class Place:
    """Where files are taken: the form's page, the field, what else it asks, and who sends them."""

    path: str
    field: str
    right: dict[str, str]
    is_for_office: bool = True


PLACES: dict[str, Place] = {
    "apps.backoffice.forms.banking.UploadForm": Place("/gestione/banca/carica/", "file", {"format": "camt053"}),
    "apps.backoffice.forms.calls.ImportForm": Place("/gestione/bandi/{draft}/regole/importa/", "file", {"text": ""}),
    "apps.backoffice.forms.districts.DistrictFileForm": Place("/gestione/quartieri/carica/", "file", {}),
    "apps.backoffice.forms.look.CofundingForm": Place(
        "/gestione/aspetto/cofinanziamento/", "logo", {"logo_alt": EVIL, "wording": EVIL}
    ),
    "apps.backoffice.forms.look.IdentityForm": Place("/gestione/aspetto/identita/", "arms", {"name": "Milano"}),
    "apps.backoffice.forms.offline.OfflineForm": Place(
        "/gestione/donazioni-offline/nuova/",
        "evidence",
        {"amount_cents": "5", "donor_name": "Ada", "donor_email": "ada@example.org", "wants_receipt": ""},
    ),
    "apps.proponents.forms.uploads.NewDocumentForm": Place("documenti/", "new_file", {"new_title": EVIL}, False),
    "apps.proponents.forms.uploads.NewPicturesForm": Place("immagini/", "new_file", {"new_alt": EVIL}, False),
}


def test_every_form_that_takes_files_has_its_place() -> None:
    with_files = {
        name
        for name, form in every_form().items()
        if any(isinstance(field, forms.FileField) for field in form.base_fields.values())
    }
    assert with_files == set(PLACES)


def sent(client: Client, path: str, data: dict[str, str], field: str, name: str, content: bytes) -> Any:
    """Post a form with a file as a program would: the file's name goes out as it is, quotes and all."""
    parts = [f'--q\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in data.items()]
    head = f'--q\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    body = "".join(parts).encode() + head.encode() + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n--q--\r\n"
    return client.post(path, body, content_type="multipart/form-data; boundary=q")


@pytest.mark.parametrize("name", PLACES)
def test_no_name_and_no_content_of_a_file_comes_to_life(scene: Scene, name: str) -> None:
    place = PLACES[name]
    base = "" if place.is_for_office else f"/proponenti/campagne/{scene.campaign.pk}/"
    path, client = (
        f"{base}{place.path}".format(draft=scene.draft.pk),
        scene.office if place.is_for_office else scene.member,
    )
    whole = (_picture(), camt053(scene.account.iban, [bank.movement(EVIL, 7_00, name=EVIL)]))
    for at, content in enumerate((*CONTENTS, *whole)):
        for file_name in NAMES if content in whole else NAMES[at % len(NAMES) :][:1]:
            form = form_of(parsed(client.get(path).content.decode()), path, None)
            data = {**form.data, **form.initial, **place.right}
            answer = sent(client, path, data, place.field, file_name, content)
            assert answer.status_code in (200, 302, 422), (file_name, content[:20])
            assert wrong_with(answer) == []
            if answer.status_code == 302:
                assert wrong_with(client.get(answer["Location"])) == []
    assert wrong_with(client.get(path)) == []


def test_names_of_districts_are_words_on_every_page_and_in_the_map(scene: Scene) -> None:
    attacks = [pack.cut(100, 0).replace("\r", " ") for pack in PACKS if pack.name != "nul"]
    zones = collection(*(feature(f"{number} {text}", NEXT) for number, text in enumerate(attacks)))
    preview = sent(scene.office, "/gestione/quartieri/carica/", {}, "file", "zone.geojson", zones)["Location"]
    assert wrong_with(scene.office.get(preview)) == []
    answer = scene.office.post(preview, {"name_property": "nome", "kind": "quartiere", "conferma": "1"})
    assert answer.status_code == 302, answer.content.decode()
    assert len(districts.list_names()) == len(attacks)
    for path in ("/mappa/", "/mappa/quartieri.geojson", "/quartieri/", "/campagne/", "/gestione/quartieri/"):
        assert wrong_with(scene.office.get(path)) == []
