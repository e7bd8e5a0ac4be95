"""The calls of the office: who may do what, drafts, acts, the pool, solvency, and the list."""

import csv
import io

import pytest

from apps.audit import selectors as audit
from apps.calls import selectors as calls
from apps.calls.states import CallState
from apps.matching import selectors as matching
from apps.people.roles import Role
from tests.backoffice.call_pages import FORM, address, read
from tests.calls.calls import act, draft, published
from tests.factories import city

PAGES = ["nuovo/", "{pk}/atti/nuovo/", "{pk}/regole/", "{pk}/regole/importa/", "{pk}/pubblicazione/", "{pk}/rettifica/"]


@pytest.mark.parametrize("page", ["", "?formato=csv", "{pk}/", "{pk}/regole/regole.yaml", "{pk}/dotazione/", *PAGES])
def test_nobody_enters_without_signing_in(page, milano, client_of):
    answer = client_of(milano).get(f"/gestione/bandi/{page.format(pk=1)}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/gestione/accedi/")


@pytest.mark.parametrize("role", [Role.ACCOUNTANT, Role.COMMUNICATIONS, Role.PLATFORM_MANAGER])
def test_who_does_not_write_calls_reads_them_and_changes_nothing(role, signed_in):
    call, client = draft(), signed_in(role)
    assert "Nuovo bando" not in read(client, "/gestione/bandi/")
    assert "Scrivi le regole" not in read(client, address(call))
    for page in PAGES:
        path = f"/gestione/bandi/{page.format(pk=call.pk)}"
        assert client.get(path).status_code == 403, path
        assert client.post(path, FORM).status_code == 403, path


@pytest.mark.parametrize("role", [Role.OFFICER, Role.PROJECT_OFFICER])
def test_who_writes_calls_opens_every_page_of_theirs_but_not_the_money(role, signed_in):
    call, client = draft(), signed_in(role)
    for page in PAGES[:-1]:
        read(client, f"/gestione/bandi/{page.format(pk=call.pk)}")
    assert client.get(address(call, "dotazione/")).status_code == 403


def test_a_call_is_created_as_a_draft_with_an_address_made_from_its_title(officer):
    answer = officer.post(
        "/gestione/bandi/nuovo/",
        {
            "title": "Città che cura",
            "kind": "third_sector",
            "areas": "reti\r\n\r\n quartieri ",
            "opens_at": "2026-05-04T09:00",
        },
    )
    call = calls.list_calls()[0]
    assert answer["Location"] == address(call)
    assert (call.slug, call.state, call.areas) == ("citta-che-cura", CallState.DRAFT, ["reti", "quartieri"])
    assert call.opens_at.isoformat() == "2026-05-04T07:00:00+00:00"
    assert audit.history_of("call", call.pk)[0].actor == "officer@example.org"


def test_an_address_that_is_taken_and_an_end_before_the_beginning_are_told_on_their_fields(officer):
    draft("preso")
    values = {"title": "Altro", "kind": "third_sector", "slug": "preso"}
    assert "Esiste già un bando con questo indirizzo" in officer.post("/gestione/bandi/nuovo/", values).content.decode()
    values |= {"slug": "altro", "opens_at": "2026-05-04T09:00", "closes_at": "2026-05-04T09:00"}
    page = officer.post("/gestione/bandi/nuovo/", values).content.decode()
    assert 'href="#id_closes_at"' in page
    assert len(calls.list_calls()) == 1


def test_the_page_of_a_call_says_whether_the_pool_is_enough_for_the_numbers_asked(officer):
    call = published()
    query = {"progetti": "40", "costo": "120.000", "riuscita": "90", "raccolta": "51,31"}
    page = officer.get(address(call), query).content.decode()
    assert "La dotazione paga per intero i primi 8. Senza soldi: 32." in page
    assert "€\u00a02.000.000" in page
    assert "€\u00a010.000,00 in più" in page
    assert '<svg class="cl-chart"' in page
    assert "milano-2016" in page


def test_a_number_that_cannot_be_supposed_is_told_on_its_field_without_a_result(officer):
    page = officer.get(address(published()), {"progetti": "0", "costo": "0", "riuscita": "200"}).content.decode()
    for field in ("progetti", "costo", "riuscita"):
        assert f'href="#id_{field}"' in page
    assert '<svg class="cl-chart"' not in page


def test_the_accountant_puts_the_money_of_an_act_into_the_pool_once(signed_in):
    call, client = published(), signed_in(Role.ACCOUNTANT)
    number = act(call, "3000").pk
    client.post(address(call, "dotazione/"), {"act": number, "amount_cents": "400.000"})
    assert matching.pool_figures(call.pk).free_cents == 40_000_000
    assert f'<option value="{number}"' not in read(client, address(call, "dotazione/"))
    client.post(address(call, "dotazione/"), {"act": number, "amount_cents": "1"})
    assert matching.pool_figures(call.pk).free_cents == 40_000_000


def test_nothing_is_put_into_a_pool_without_an_amount(signed_in):
    call, client = published(), signed_in(Role.ACCOUNTANT)
    for amount in ("0", "", "-5"):
        client.post(address(call, "dotazione/"), {"act": act(call, "3000").pk, "amount_cents": amount})
    assert matching.pool_figures(call.pk).funded_cents == 0


def test_a_call_is_closed_after_a_confirmation(officer):
    call = published()
    assert "Chiudere il bando?" in read(officer, address(call, "chiusura/"))
    officer.post(address(call, "chiusura/"))
    call.refresh_from_db()
    assert call.state == CallState.CLOSED
    read(officer, address(call))


def test_the_list_filters_and_is_downloaded_with_the_pools(officer):
    call = city.add_call(300_00)
    draft("bozza", title="Una bozza")
    page = read(officer, "/gestione/bandi/?stato=draft")
    assert "Una bozza" in page
    assert call.title not in page
    assert "Nessuna voce con questi filtri" in read(officer, "/gestione/bandi/?stato=closed")
    body = b"".join(officer.get("/gestione/bandi/?formato=csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(body), delimiter=";"))
    assert {(row["Bando"], row["Dotazione"], row["Liberi"]) for row in rows} == {
        (call.title, "300,00", "300,00"),
        ("Una bozza", "0,00", "0,00"),
    }


def test_an_unknown_call_is_not_found(officer):
    for page in ("", "regole/", "pubblicazione/", "rettifica/", "atti/nuovo/", "chiusura/", "regole/regole.yaml"):
        assert officer.get(f"/gestione/bandi/999999/{page}").status_code == 404
