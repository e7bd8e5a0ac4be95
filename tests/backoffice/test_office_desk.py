"""The summary, the audit log, long work and the title of a draft."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest

from apps.audit import services as audit
from apps.audit.models import AuditEvent
from apps.backoffice import works
from apps.backoffice.presenters import trail
from apps.calls import services as calls
from apps.cases import services as cases
from apps.cases.states import CaseKind
from apps.kernel import clock
from apps.people.roles import CITY_OFFICE, Role
from tenants.registry import services as registry
from tests.backoffice.call_pages import read
from tests.calls.calls import draft
from tests.factories import city
from tests.factories.city import NOW


def record(verb: str, **data: object) -> AuditEvent:
    audit.record(actor="ada@example.org", verb=verb, object_kind="campaign", object_id=7, now=NOW, data=data)
    return AuditEvent.objects.latest("pk")


def test_the_summary_says_what_waits_for_each_role(signed_in):
    kind = CaseKind.STATEMENT_LINE
    cases.open_case(kind=kind, key="1", subject="campaign:1", summary="Da guardare", data={}, now=NOW)
    assert "caso aperto" in read(signed_in(Role.OFFICER), "/gestione/")
    other = read(signed_in(Role.COMMUNICATIONS), "/gestione/")
    assert "caso aperto" not in other
    assert "Niente aspetta te" in other


def test_the_summary_tells_whether_the_pool_is_enough(officer, milano, stripe_simulator):
    call = city.add_call(300_00)
    city.add_campaign(call, city.add_account(stripe_simulator), 1_000_00)
    page = read(officer, "/gestione/")
    assert "servono ancora €\u00a0500,00: mancherebbero €\u00a0200,00" in page


def test_the_log_is_for_who_answers_for_it_and_is_filtered_and_downloaded(signed_in):
    record("close")
    record("cancelled", reason="=1+1")
    for role in CITY_OFFICE - {Role.ACCOUNTANT, Role.PLATFORM_MANAGER}:
        assert signed_in(role).get("/gestione/registro/").status_code == 403
    client = signed_in(Role.ACCOUNTANT)
    assert '<td class="cl-long">' in client.get("/gestione/registro/").content.decode()
    assert "Annullamento" in read(client, "/gestione/registro/?q=ada&oggetto=campaign")
    assert "Annullamento" in read(client, "/gestione/registro/?q=annullaménto+ada")
    assert "Annullamento" not in read(client, "/gestione/registro/?q=chiusura")
    assert "Annullamento" not in read(client, "/gestione/registro/?oggetto=receipt")
    assert "Annullamento" not in read(client, "/gestione/registro/?al=2020-01-01")
    assert "Annullamento" in read(client, f"/gestione/registro/?dal={NOW:%Y-%m-%d}&al={NOW:%Y-%m-%d}")
    body = b"".join(client.get("/gestione/registro/?formato=csv&q=cancelled").streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(body), delimiter=";")
    assert (row["Che cosa"], row["Chi"], row["Dettagli"]) == ("Annullamento", "ada@example.org", "Motivo: =1+1")


@pytest.mark.django_db
def test_the_trail_says_what_was_before_and_after(milano):
    event = record("call.renamed", before={"title": "Uno", "x": 1}, after={"title": "Due", "x": 1}, amount_cents=5_00)
    (line,) = trail.lines([event])
    assert (line.what, line.facts) == ("Titolo del bando cambiato", [("Importo", "€\u00a05,00")])
    assert [(each.label, each.before, each.after) for each in line.changes] == [("Titolo", "Uno", "Due")]


def test_saved_rules_are_compared_with_those_saved_before(milano):
    call = draft()
    for bps in (5_000, 4_000):
        calls.save_rules(call_id=call.pk, document={**city.RULES, "threshold_bps": bps}, now=NOW, actor="test")
    changes = trail.of("call", call.pk)[0].changes
    assert [(each.before, each.after) for each in changes] == [("50\u00a0%", "40\u00a0%")] or changes[0].after != ""


def test_a_draft_takes_another_title_and_a_published_call_does_not(officer, signed_in):
    call = draft("prima", title="Prima")
    address = f"/gestione/bandi/{call.pk}/titolo/"
    assert signed_in(Role.ACCOUNTANT).post(address, {"title": "No"}).status_code == 403
    assert officer.post(address, {"title": ""}).status_code == 422
    for _ in range(2):
        assert officer.post(address, {"title": "Dopo <b>"}).status_code == 302
    call.refresh_from_db()
    assert (call.title, call.slug) == ("Dopo <b>", "prima")
    assert AuditEvent.objects.filter(verb="call.renamed").count() == 1
    page = officer.get(f"/gestione/bandi/{call.pk}/").content.decode()
    assert "Dopo &lt;b&gt;" in page and "<b>" not in page
    public = city.add_call(0)
    assert officer.post(f"/gestione/bandi/{public.pk}/titolo/", {"title": "Altro"}).status_code == 422


def test_long_work_is_followed_until_it_is_over(signed_in, milano, stripe_simulator):
    account = city.add_account(stripe_simulator)
    due_at = clock.now() + timedelta(days=1)
    registry.put_on_agenda(kind="reconcile.whole", key=account.account_id, due_at=due_at, now=clock.now())
    client = signed_in(Role.ACCOUNTANT)
    page = client.get("/gestione/lavori/").content.decode()
    assert "In corso" in page and "every 3s" in page and "htmx" in page
    followed = f"/gestione/lavori/?seguito=verifica:{account.account_id}"
    assert account.account_id not in read(signed_in(Role.COMMUNICATIONS), followed).split("<main")[1]
    name = f"verifica:{account.account_id}"
    assert client.get(f"/gestione/lavori/?seguito={name}", HTTP_HX_REQUEST="true").status_code == 200
    registry.take_off_agenda(kind="reconcile.whole", key=account.account_id)
    part = client.get(f"/gestione/lavori/?seguito={name}", HTTP_HX_REQUEST="true")
    assert part.status_code == 286
    assert "Finito" in part.content.decode() and "<html" not in part.content.decode()
    assert "every 3s" not in client.get(f"/gestione/lavori/?seguito={name}").content.decode()


@pytest.mark.parametrize("names", ["", ":", "rimborsi", "rimborsi:x", "rimborsi:9", "altro:1", "a" * 999])
def test_work_that_is_unknown_is_left_out(names, milano):
    assert works.named(names, CITY_OFFICE) == []


def test_the_request_key_of_an_offline_gift_is_new_on_every_form():
    from apps.backoffice.forms.offline import OfflineForm

    keys = {str(OfflineForm(campaigns=[])["request_key"].value()) for _ in range(2)}
    assert len(keys) == 2
    assert str(uuid4()) not in keys
