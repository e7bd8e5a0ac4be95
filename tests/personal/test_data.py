"""A person's data: the copy holds her own and nobody else's, the end of a profile leaves the books as they were."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from apps.donations.models import Donation
from apps.kernel import clock
from apps.ledger import selectors as ledger
from apps.matching import services as matching
from apps.notifications import services as notifications
from apps.notifications.models import Message
from apps.people import selectors as people
from apps.people import services as people_services
from apps.people.models import User
from apps.people.roles import Role
from apps.personal import data, rules, services
from apps.personal.models import DataExport, Deletion
from apps.personal.services import CannotDelete
from tests.factories.city import NOW, add_account, add_call, add_campaign
from tests.personal.conftest import add_citizen, confirm, enter, sentence
from tests.personal.test_gifts import given

LATER = NOW + rules.GRACE


def export_of(user) -> zipfile.ZipFile:
    services.ask_export(user_id=user.pk, now=NOW)
    export = DataExport.objects.get()
    services.make_export(key=str(export.pk), now=NOW)
    export.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(bytes(export.content)))


@pytest.fixture
def campaign(milano, stripe_simulator):
    return add_campaign(add_call(10_000_00), add_account(stripe_simulator), 5_000_00)


def test_the_copy_holds_the_persons_own_and_nobody_elses(campaign, stripe_simulator):
    given(stripe_simulator, "ada@example.org", campaign)
    given(stripe_simulator, "bruno@example.org", campaign)
    ada, _bruno = add_citizen("ada@example.org"), add_citizen("bruno@example.org")
    packed = export_of(ada)
    assert packed.testzip() is None
    everything = "".join(packed.read(name).decode() for name in packed.namelist())
    assert [row["email"] for row in json.loads(packed.read("donazioni.json"))] == ["ada@example.org"]
    assert "bruno" not in everything
    rows = list(csv.DictReader(io.StringIO(packed.read("profilo.csv").decode().lstrip("\ufeff")), delimiter=";"))
    assert rows[0]["email"] == "ada@example.org"


def test_the_copy_holds_what_was_concluded_written_and_wished(campaign, stripe_simulator):
    gift = given(stripe_simulator, "ada@example.org", campaign)
    reason = {"relation": "related_party", "relation_reason": "declared"}
    Donation.objects.filter(pk=gift.pk).update(declares_relation=True, **reason)
    matching.give_back_own_gift(donation_id=gift.pk, now=NOW)
    for message in Message.objects.filter(to="ada@example.org"):
        notifications.send_message(key=str(message.pk), now=NOW)
    ada = add_citizen("ada@example.org")
    packed = export_of(ada)
    kept = {
        name: json.loads(packed.read(f"{name}.json")) for name in ("donazioni", "rimborsi", "messaggi", "preferenze")
    }
    assert (kept["donazioni"][0]["legame"], kept["donazioni"][0]["motivo_del_legame"]) == ("related_party", "declared")
    assert [(row["mezzo"], row["motivo"]) for row in kept["rimborsi"]] == [("carta", "own_request")]
    assert any("25,00" in row["testo"] for row in kept["messaggi"])
    assert {row["argomento"]: row["scelta"] for row in kept["preferenze"]}["campaigns"] == "immediate"


def test_a_spreadsheet_finds_no_formula_in_the_copy(milano):
    text = data.table([{"nome": "=HYPERLINK(1)", "segno": "-1", "lista": ["@a"], "tab": "\tx"}])
    cells = next(iter(list(csv.reader(io.StringIO(text), delimiter=";"))[1:]))
    assert cells == ["'=HYPERLINK(1)", "'-1", '["@a"]', "'\tx"]


def test_a_copy_is_downloaded_by_its_owner_until_it_expires(ada, client_of, milano):
    now = clock.now()
    services.ask_export(user_id=ada.user.pk, now=now)
    export = DataExport.objects.get()
    services.make_export(key=str(export.pk), now=now)
    path = f"/area/dati/{export.key}.zip"
    assert Message.objects.filter(kind="account_data_ready").exists()
    assert ada.get(path)["Location"].startswith("/area/conferma/")
    confirm(ada)
    assert ada.get(path)["Content-Type"] == "application/zip"
    add_citizen("bruno@example.org")
    stranger = client_of(milano)
    assert stranger.get(path).status_code == 302
    enter(stranger, "bruno@example.org")
    confirm(stranger)
    assert stranger.get(path).status_code == 404
    services.forget_export(key=str(export.pk), now=now + rules.EXPORT_LIFETIME)
    export.refresh_from_db()
    assert export.content is None


def test_a_second_request_makes_no_second_copy(milano):
    ada = add_citizen()
    for _ in range(3):
        services.ask_export(user_id=ada.pk, now=NOW)
    assert DataExport.objects.count() == 1
    with pytest.raises(IntegrityError, match="data_export_one_at_work"), transaction.atomic():
        DataExport.objects.create(user=ada, key="7d444840-9dc0-11d1-b245-5ffdce74fad2", asked_at=NOW)


def test_the_end_of_a_profile_leaves_the_books_as_they_were(campaign, stripe_simulator):
    paid = given(stripe_simulator, "ada@example.org", campaign)
    ada = add_citizen("ada@example.org")
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    services.carry_out_deletion(key=str(deletion.pk), now=LATER - timedelta(seconds=1))
    assert User.objects.get(pk=ada.pk).is_active
    for _ in range(2):
        services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    gone = User.objects.get(pk=ada.pk)
    assert (gone.name, gone.is_active, people.verified_addresses(ada.pk)) == ("Profilo cancellato", False, [])
    kept = Donation.objects.get(pk=paid.pk)
    assert (kept.amount_cents, kept.state, kept.donor_email) == (paid.amount_cents, paid.state, "ada@example.org")
    assert kept.is_anonymous
    assert ledger.verify() == []
    kinds = ["account_deletion_asked", "account_deletion_done"]
    assert list(Message.objects.filter(kind__in=kinds).order_by("pk").values_list("kind", flat=True)) == kinds
    term = rules.end_of_term(paid.collected_at)
    services.forget_gifts(key=str(deletion.pk), now=term - timedelta(seconds=1))
    assert Donation.objects.get(pk=paid.pk).donor_email == "ada@example.org"
    services.forget_gifts(key=str(deletion.pk), now=term)
    forgotten = Donation.objects.get(pk=paid.pk)
    assert "ada" not in f"{forgotten.donor_email}{forgotten.donor_name}".lower()
    assert forgotten.amount_cents == paid.amount_cents
    assert ledger.verify() == []


def test_an_address_is_free_again_after_the_end(milano):
    ada = add_citizen()
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    assert add_citizen().pk != ada.pk


def test_a_deletion_is_undone_within_its_days(milano):
    ada = add_citizen()
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    assert services.ask_deletion(user_id=ada.pk, now=NOW).pk == deletion.pk
    assert services.undo_deletion(user_id=ada.pk, now=NOW)
    services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    assert User.objects.get(pk=ada.pk).is_active
    with pytest.raises(IntegrityError, match="deletion_undone_or_done"), transaction.atomic():
        Deletion.objects.filter(pk=deletion.pk).update(done_at=NOW)


def test_who_holds_a_role_or_got_one_meanwhile_stays(milano):
    officer, ada = add_citizen("officer@example.org", Role.OFFICER), add_citizen()
    with pytest.raises(CannotDelete) as refused:
        services.ask_deletion(user_id=officer.pk, now=NOW)
    assert refused.value.details["obstacles"] == [rules.Obstacle.ROLE]
    deletion = services.ask_deletion(user_id=ada.pk, now=NOW)
    people_services.grant_role(user=ada, role=Role.OFFICER, now=NOW, actor="test")
    services.carry_out_deletion(key=str(deletion.pk), now=LATER)
    assert User.objects.get(pk=ada.pk).is_active
    assert Message.objects.filter(kind="account_deletion_stopped").exists()


def test_deleting_asks_for_the_password_again(ada):
    assert ada.get("/area/dati/cancella/")["Location"].startswith("/area/conferma/")
    assert ada.post("/area/dati/cancella/", {"understood": "on"})["Location"].startswith("/area/conferma/")
    assert not Deletion.objects.exists()


def test_the_page_deletes_and_undoes(ada):
    confirm(ada)
    told = sentence(ada.get("/area/dati/cancella/"))
    assert "i tuoi commenti e le tue domande" in told and "ritrovi quelle donazioni" in told
    assert ada.post("/area/dati/cancella/", {}).status_code == 422
    ada.post("/area/dati/cancella/", {"understood": "on"})
    assert "sarà cancellato" in sentence(ada.get("/area/"))
    ada.post("/area/dati/cancella/annulla/")
    assert "sarà cancellato" not in sentence(ada.get("/area/"))
