"""Every public page of a city in every state, as a visitor gets it."""

from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from tests.factories import story
from tests.harness.moment import Clock

NARROW_SPACE = "\u00a0"
STATEMENTS = ["accessibilita", "privacy", "note-legali", "domande-frequenti", "segnalazioni"]


@pytest.fixture
def visitor(milano: Any, client_of: Callable[..., Client]) -> Client:
    """Somebody who opens Milano's portal."""
    return client_of(milano)


def text_of(response: Any, status: int = 200) -> str:
    """Return the body of an answer with plain spaces, whitespace joined."""
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).replace(NARROW_SPACE, " ").split())


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


def test_an_open_campaign_says_what_citizens_still_have_to_give(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 1_200_00, donor_name="Ugo Bianchi", is_anonymous=True)
    story.make_collected_donation(campaign, 300_50, donor_name="Ada Verdi")
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "€ 3.499,50</span> <span class=\"cl-money-label\">mancano dai cittadini" in page
    assert "Mancano 30 giorni" in page
    assert "Mancano € 3.499,50 di donazioni per arrivare alla soglia" in page
    assert "Se le donazioni arrivano a € 5.000 il Comune aggiunge i suoi soldi" in page
    assert "Ada Verdi" in page and "Donazione anonima" in page and "Ugo Bianchi" not in page
    assert "Dona a questo progetto" in page
    assert "ente inventato per la dimostrazione" in page


def test_a_cap_that_leaves_a_gap_is_said_with_what_citizens_must_really_give(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(cap_per_project_cents=1_000_00))
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "il Comune aggiunge al massimo € 1.000" in page
    assert "i cittadini devono donare € 9.000" in page


def test_a_pool_that_is_too_small_is_said_before_the_threshold(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=700_00))
    assert "sono liberi solo € 700" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "sono liberi solo € 700" in text_of(visitor.get(f"/campagne/{campaign.slug}/dona/"))


def test_a_campaign_over_its_threshold_says_what_the_city_has_set_aside(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 6_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Il Comune ha messo da parte € 5.000" not in page
    assert "Il Comune ha messo da parte € 4.000" in page
    assert "Soglia raggiunta" in page


def test_a_campaign_judged_at_the_end_promises_nothing_before(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(judged="at_close"))
    story.make_collected_donation(campaign, 5_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Alla fine della raccolta il Comune aggiunge fino a € 5.000, se la dotazione basta" in page


def test_a_campaign_that_finds_the_pool_empty_waits_in_public(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=0))
    story.make_collected_donation(campaign, 5_000_00)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "In attesa della dotazione" in page
    assert "lista d'attesa" in page


def test_a_campaign_that_finds_a_part_of_the_money_says_which(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(pool_cents=1_500_00))
    story.make_collected_donation(campaign, 5_000_00)
    assert "ha messo da parte € 1.500, meno di quanto spetta" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_a_campaign_past_its_deadline_takes_no_gifts_even_before_it_is_closed(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    clock.advance(days=31)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "La raccolta si è appena chiusa" in page
    assert "Dona a questo progetto" not in page


def test_a_campaign_waiting_for_payments_says_until_when(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 5_000_00)
    clock.advance(days=30, minutes=1)
    story.close(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Aspettiamo i pagamenti iniziati prima della scadenza" in page
    assert "il Comune tiene da parte € 5.000" in page
    assert "Esito provvisorio" in page


def test_a_funded_campaign_says_the_exact_grant_and_links_its_decisions(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 6_000_01)
    clock.advance(days=31)
    story.settle(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "I cittadini hanno donato € 6.000,01 e il Comune aggiunge € 3.999,99: il progetto riceve € 10.000." in page
    assert "Esito definitivo" in page and "/decisioni/" in page


def test_a_failed_campaign_says_that_refunds_are_being_sent_then_that_they_were(
    visitor: Client, clock: Clock
) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 1_000_00)
    clock.advance(days=31)
    story.settle(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "rimborsi in corso" in page
    assert "si sono fermate a € 1.000" in page
    story.refund_everybody(campaign)
    page = text_of(visitor.get(f"/campagne/{campaign.slug}/"))
    assert "Non finanziata: rimborsi inviati" in page
    assert "si sono fermate a € 1.000" in page


def test_a_failed_campaign_without_gifts_has_nothing_to_give_back(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    clock.advance(days=31)
    story.settle(campaign)
    assert "non c'è niente da restituire" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_a_demo_campaign_is_marked(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call(), is_demo=True)
    assert "Campagna dimostrativa" in text_of(visitor.get(f"/campagne/{campaign.slug}/"))


def test_the_story_of_a_campaign_cannot_bring_its_own_html(visitor: Client) -> None:
    story_text = "<script>alert(1)</script> [qui](javascript:alert(1)) **forte**"
    campaign = story.make_campaign(story.make_call(), story=story_text)
    page = visitor.get(f"/campagne/{campaign.slug}/").content.decode()
    assert "<script" not in page and "href=\"javascript:" not in page
    assert "<strong>forte</strong>" in page


def test_a_call_shows_its_rules_in_words_with_an_example_and_their_fingerprint(visitor: Client) -> None:
    call = story.make_call(details={"cup": "B49J17000100006", "project_officer": "Palazzo Cosimo"})
    campaign = story.make_campaign(call)
    response = visitor.get(f"/bandi/{call.slug}/")
    page = text_of(response)
    assert "La soglia è il 50 % del costo del progetto" in page
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
