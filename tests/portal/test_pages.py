"""The home page, the lists, a call's page and the standing pages, as a visitor gets them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.factories import story
from tests.harness.moment import Clock
from tests.portal.visits import text_of

STATEMENTS = ["accessibilita", "privacy", "note-legali", "domande-frequenti", "segnalazioni"]


def test_an_empty_city_says_so_on_every_list(visitor: Client) -> None:
    assert "Nessuna campagna aperta" in text_of(visitor.get("/"))
    assert "Nessun bando pubblicato" in text_of(visitor.get("/bandi/"))
    assert "Ancora nessuna campagna" in text_of(visitor.get("/campagne/"))


def test_the_home_shows_open_campaigns_and_the_pool_of_each_call(visitor: Client) -> None:
    call = story.make_call(pool_cents=20_000_00)
    campaign = story.make_campaign(call)
    story.make_collected_donation(campaign, 5_000_00)
    page = text_of(visitor.get("/"))
    assert campaign.title in page
    assert "Impegnati</dt><dd>€ 0" in page
    assert "Riservati</dt><dd>€ 5.000" in page
    assert "Liberi</dt><dd>€ 15.000" in page


def test_a_draft_is_shown_nowhere(visitor: Client) -> None:
    draft = story.make_draft(story.make_call())
    assert draft.title not in text_of(visitor.get("/"))
    assert draft.title not in text_of(visitor.get("/campagne/"))
    assert "non è pubblica" in text_of(visitor.get(f"/campagne/{draft.slug}/"), status=404)


def test_a_call_shows_its_rules_in_words_with_an_example_and_their_fingerprint(visitor: Client) -> None:
    call = story.make_call(details={"cup": "B49J17000100006", "project_officer": "Palazzo Cosimo"})
    campaign = story.make_campaign(call)
    response = visitor.get(f"/bandi/{call.slug}/")
    page = text_of(response)
    assert "La soglia è il 50% del costo del progetto" in page
    assert "Per esempio" in page and "Soldi del Comune" in page
    assert response.context["page"].rules.current.sha256 in page
    assert "B49J17000100006" in page and "Palazzo Cosimo" in page
    assert "associazioni di promozione sociale" in page and "Una commissione." in page
    assert campaign.title in page


def test_the_list_of_campaigns_is_narrowed_by_state_and_words(visitor: Client, clock: Clock) -> None:
    call = story.make_call()
    bakery = story.make_campaign(call, title="La città del pane", days=10)
    story.make_campaign(call, title="Cinema in campo", days=20)
    clock.advance(days=11)
    story.settle(bakery)
    assert "2 campagne" in text_of(visitor.get("/campagne/"))
    assert "La città del pane" not in text_of(visitor.get("/campagne/?stato=aperte"))
    assert "La città del pane" in text_of(visitor.get("/campagne/?stato=non-finanziate&q=CITTA"))
    assert "Nessuna campagna trovata" in text_of(visitor.get("/campagne/?q=inesistente"))
    assert "2 campagne" in text_of(visitor.get("/campagne/?stato=inventato&page=zzz"))


def test_a_long_list_of_campaigns_is_paged(visitor: Client) -> None:
    call = story.make_call()
    for number in range(13):
        story.make_campaign(call, title=f"Progetto {number}")
    assert "Pagina 1 di 2" in text_of(visitor.get("/campagne/"))
    assert "Pagina 2 di 2" in text_of(visitor.get("/campagne/?page=2"))


@pytest.mark.parametrize("name", STATEMENTS)
def test_the_standing_pages_open(visitor: Client, name: str) -> None:
    assert "Milano" in text_of(visitor.get(f"/{name}/"))


def test_the_contacts_of_the_city_are_on_the_page_for_reports(milano: Any, visitor: Client) -> None:
    from tenants.registry import hosts

    milano.contacts = {"email": "crowdfunding@comune.example", "pec": "protocollo@pec.example"}
    milano.accessibility_statement_url = "https://form.example/dichiarazione"
    milano.accessibility_statement_date = (story.clock.now() - timedelta(days=3)).date()
    milano.save()
    hosts.forget()
    assert "protocollo@pec.example" in text_of(visitor.get("/segnalazioni/"))
    assert "https://form.example/dichiarazione" in text_of(visitor.get("/accessibilita/"))
    hosts.forget()


@pytest.mark.parametrize("path", ["/bandi/nessuno/", "/campagne/nessuna/", "/decisioni/99999999999999999999/"])
def test_what_does_not_exist_is_a_404_in_the_city_s_frame(visitor: Client, path: str) -> None:
    assert "Comune di" in text_of(visitor.get(path), status=404)


@pytest.mark.parametrize("path", ["/", "/bandi/", "/campagne/", "/privacy/"])
def test_a_page_that_only_shows_refuses_to_be_posted_to(visitor: Client, path: str) -> None:
    assert visitor.post(path).status_code == 405
    assert visitor.head(path).status_code == 200
