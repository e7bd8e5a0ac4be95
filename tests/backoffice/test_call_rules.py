"""The rules of a call in the office: form and YAML, publication by an act, rectification with its difference."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.calls import selectors as calls
from apps.calls.rules import text
from apps.calls.rules.terms import MatchTerms
from apps.calls.states import CallState
from tests.backoffice.call_pages import FORM, address, read, shown_document
from tests.calls.calls import RULES, act, draft, published


def test_the_form_saves_the_document_that_the_yaml_writes(officer):
    call = draft()
    assert officer.post(address(call, "regole/"), FORM)["Location"] == address(call)
    call.refresh_from_db()
    assert call.rules_draft == MatchTerms.from_document(RULES).to_document()
    answer = officer.get(address(call, "regole/regole.yaml"))
    assert answer["Content-Disposition"] == 'attachment; filename="regole-crowdfunding-civico-bozza.yaml"'
    assert text.from_yaml(answer.content.decode()).to_document() == call.rules_draft


def test_what_refuses_and_what_warns_is_named_when_the_rules_are_saved(officer):
    call = draft()
    risky = {"match_share_bps": "40", "max_projects": "40", "max_project_cost_cents": "120.000"}
    page = officer.post(address(call, "regole/"), {**FORM, **risky}, follow=True).content.decode()
    assert "Così il bando non si può pubblicare" in page
    assert "Quota del cofinanziamento: il Comune paga i costi rimanenti" in page
    assert "Dotazione: nel caso peggiore 40 progetti" in page
    assert f'href="{address(call, "regole/")}#id_match_share_bps"' in page
    assert "i cittadini devono donare €\u00a070.000,00" in page


def test_a_parameter_out_of_range_is_refused_on_its_field_and_nothing_is_saved(officer):
    call = draft()
    page = officer.post(address(call, "regole/"), {**FORM, "threshold_bps": "120", "base": ""}).content.decode()
    assert 'href="#id_threshold_bps"' in page
    assert 'href="#id_base"' in page
    assert 'value="120"' in page
    call.refresh_from_db()
    assert call.rules_draft == {}


@pytest.mark.parametrize("way", ["file", "text"])
def test_a_yaml_document_is_imported_from_a_file_or_a_text(way, officer):
    call, written = draft(), text.to_yaml(MatchTerms.from_document(RULES))
    data = {"text": written} if way == "text" else {"file": SimpleUploadedFile("regole.yaml", written.encode())}
    assert officer.post(address(call, "regole/importa/"), data)["Location"] == address(call)
    call.refresh_from_db()
    assert call.rules_draft == MatchTerms.from_document(RULES).to_document()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({}, "Scegli un file oppure incolla il testo"),
        ({"text": "kind: threshold\nkinds: 1"}, "parametro sconosciuto"),
        ({"text": "kind: [threshold"}, "Documento: riga"),
        ({"file": SimpleUploadedFile("r.yaml", b"\xff\xfe\x00")}, "Il file non è un testo"),
        ({"text": "a: 1", "file": SimpleUploadedFile("r.yaml", b"a: 1")}, "non tutti e due"),
    ],
)
def test_a_document_that_is_wrong_is_refused_with_its_reason(data, reason, officer):
    call = draft()
    assert reason in officer.post(address(call, "regole/importa/"), data).content.decode()
    call.refresh_from_db()
    assert call.rules_draft == {}


def test_a_publication_shows_the_words_and_the_warnings_and_wants_an_act_and_a_confirmation(officer):
    call = draft()
    officer.post(address(call, "regole/"), {**FORM, "max_projects": "40"})
    page = read(officer, address(call, "pubblicazione/"))
    assert "nel caso peggiore 40 progetti" in page
    assert "Il Comune paga quello che manca per arrivare al costo del progetto." in page
    assert "Costo del progetto" in page
    document, number = shown_document(page), act(call).pk
    for missing in ({"act": number}, {"has_read": "on"}):
        officer.post(address(call, "pubblicazione/"), {"document": document, **missing})
        call.refresh_from_db()
        assert call.state == CallState.DRAFT
    officer.post(address(call, "pubblicazione/"), {"document": document, "act": number, "has_read": "on"})
    call.refresh_from_db()
    assert call.state == CallState.PUBLISHED
    assert calls.current_rules_version(call.pk).act_id == number


def test_rules_that_changed_while_they_were_read_are_not_published(officer):
    call = draft()
    officer.post(address(call, "regole/"), FORM)
    document = shown_document(read(officer, address(call, "pubblicazione/")))
    officer.post(address(call, "regole/"), {**FORM, "pool_cents": "1"})
    data = {"document": document, "act": act(call).pk, "has_read": "on"}
    page = officer.post(address(call, "pubblicazione/"), data, follow=True).content.decode()
    assert "Le regole sono cambiate mentre leggevi" in page
    call.refresh_from_db()
    assert call.state == CallState.DRAFT


def test_a_publication_that_is_refused_names_each_reason(officer):
    call = draft()
    wrong = {"match_share_bps": "40", "collection": "charge_on_success", "on_failure": "keep"}
    officer.post(address(call, "regole/"), {**FORM, **wrong})
    page = read(officer, address(call, "pubblicazione/"))
    assert "Così non si può pubblicare" in page
    assert "Quota del cofinanziamento: " in page
    assert "Soglia non raggiunta: " in page
    assert 'name="act"' not in page
    officer.post(address(call, "pubblicazione/"), {"document": "{}", "act": act(call).pk, "has_read": "on"})
    call.refresh_from_db()
    assert call.state == CallState.DRAFT


def test_a_call_without_rules_is_published_only_when_it_moves_no_money(officer):
    with_money, without = draft("con"), draft("senza", kind="restricted_audience")
    assert 'name="act"' not in read(officer, address(with_money, "pubblicazione/"))
    document = shown_document(read(officer, address(without, "pubblicazione/")))
    officer.post(address(without, "pubblicazione/"), {"document": document, "act": act(without).pk})
    without.refresh_from_db()
    assert without.state == CallState.PUBLISHED
    read(officer, address(without))


def test_a_rectification_shows_its_difference_before_and_after_it_is_published(officer):
    call = published()
    page = officer.post(address(call, "rettifica/"), {**FORM, "pool_cents": "500.000"}).content.decode()
    assert "<del>€\u00a0400.000,00</del>" in page
    assert "<ins>€\u00a0500.000,00</ins>" in page
    assert len(calls.list_rules_versions(call.pk)) == 1
    data = {"document": shown_document(page), "act": act(call, "2800").pk, "has_read": "on", "conferma": "sì"}
    assert officer.post(address(call, "rettifica/"), data)["Location"] == address(call)
    assert calls.current_terms(call.pk).pool_cents == 50_000_000
    page = read(officer, address(call))
    assert "Che cosa cambia nella versione 2" in page
    assert "Regole rettificate" in page
    old = officer.get(address(call, "regole/regole.yaml"), {"versione": "1"}).content.decode()
    assert text.from_yaml(old).pool_cents == 40_000_000


def test_a_rectification_that_changes_nothing_or_is_refused_stays_a_form(officer):
    call = published()
    assert "Non cambia niente" in officer.post(address(call, "rettifica/"), FORM).content.decode()
    page = officer.post(address(call, "rettifica/"), {**FORM, "match_share_bps": "40"}).content.decode()
    assert 'href="#id_match_share_bps"' in page
    assert 'value="40"' in page


def test_an_act_publishes_one_version_only(officer):
    call = published()
    assert "Registra prima l'atto di rettifica" in read(officer, address(call, "rettifica/"))
    page = officer.post(address(call, "rettifica/"), {**FORM, "pool_cents": "500.000"}).content.decode()
    used = calls.current_rules_version(call.pk).act_id
    assert f'<option value="{used}"' not in page
    data = {"document": shown_document(page), "act": used, "has_read": "on", "conferma": "sì"}
    officer.post(address(call, "rettifica/"), data)
    assert len(calls.list_rules_versions(call.pk)) == 1


@pytest.mark.parametrize("document", ["", "{", "[]", '{"kind": "threshold"}', '{"kind": 1.5}', "[" * 100_000])
def test_a_confirmation_of_what_nobody_showed_changes_nothing(document, officer):
    call = published()
    answer = officer.post(address(call, "rettifica/"), {"document": document, "conferma": "sì"})
    assert answer.status_code == 302
    assert len(calls.list_rules_versions(call.pk)) == 1


def test_a_yaml_imported_into_a_published_call_is_a_rectification_to_confirm(officer):
    call = published()
    written = text.to_yaml(MatchTerms.from_document({**RULES, "pool_cents": 50_000_000}))
    page = officer.post(address(call, "regole/importa/"), {"text": written}).content.decode()
    assert "<ins>€\u00a0500.000,00</ins>" in page
    assert len(calls.list_rules_versions(call.pk)) == 1
