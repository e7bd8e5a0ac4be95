"""Finding in Italian: stems, accents, elision, beginnings, typing mistakes; only what is public, only in this city."""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from apps.campaigns.models import Campaign
from apps.search import rules, selectors, services
from apps.search.models import SearchEntry
from apps.search.selectors import Asked
from colletta import changes
from tests.factories import story
from tests.factories.constraints import refused


def look(*campaigns: Campaign) -> None:
    for each in campaigns:
        services.refresh(key=f"campaign:{each.pk}", now=each.created_at)


def titles(text: str, **narrowed: str) -> list[str]:
    return [rules.without_marks(hit.title) for hit in selectors.find(Asked(text, **narrowed)).hits]


@pytest.fixture
def library(milano: Any) -> Campaign:
    story_text = "Un luogo per la **comunità**: libri, giochi e l'università della terza età."
    campaign = story.make_campaign(story.make_call(), title="La biblioteca dell'Isola", story=story_text)
    look(campaign, story.make_campaign(story.make_call(), title="Cinema in campo", summary="Film sotto le stelle."))
    return campaign


@pytest.mark.parametrize(
    "text",
    [
        "biblioteca",
        "biblioteche",
        "BIBLIOTECA",
        "bibliot",
        "isola",
        "dell'isola",
        "l’isola",
        "universita",
        "università",
        "l'Università",
        "comunita biblioteca",
        "la biblioteca dell'",
        "libro gioco",
    ],
)
def test_italian_words_are_found_as_people_write_them(library: Campaign, text: str) -> None:
    assert titles(text) == [library.title]


@pytest.mark.parametrize("text", ["wifi", "Wi-Fi", "wi fi", "WIFI ringhiera", "email"])
def test_a_word_is_found_where_it_is_written_with_a_hyphen(library: Campaign, text: str) -> None:
    wifi = story.make_campaign(story.make_call(), title="Wi-Fi di ringhiera", story="Scrivici una e-mail.")
    look(wifi)
    assert titles(text) == [wifi.title]


def test_a_campaign_is_found_by_its_title_in_another_language(milano: Any) -> None:
    said = {"de": {"title": "Ein Garten für alle"}, "fr": {"summary": "Un jardin"}}
    campaign = story.make_campaign(story.make_call(), title="Un orto per tutti")
    Campaign.objects.filter(pk=campaign.pk).update(translations=said)
    look(campaign)
    assert titles("Garten") == [campaign.title]


@pytest.mark.parametrize("text", ["", "   ", "zzzz", "'", "' & | !", "x:*", "\\", "<->", "%", "(", "𝔘" * 200])
def test_odd_queries_find_nothing_and_break_nothing(library: Campaign, text: str) -> None:
    assert titles(text) == []
    selectors.find_similar(Asked(text))


def test_a_typing_mistake_leads_to_what_was_meant(library: Campaign) -> None:
    assert titles("bibliotceca") == []
    similar = selectors.find_similar(Asked("bibliotceca"))
    assert similar.text == "biblioteca"
    assert [rules.without_marks(hit.title) for hit in similar.hits] == [library.title]


def test_two_letters_that_changed_places_lead_to_what_was_meant_and_nothing_faintly_alike_is_shown(milano: Any) -> None:
    services.rebuild()
    similar = selectors.find_similar(Asked("camapgna"))
    assert (similar.text, similar.hits) == ("campagne", [])
    assert selectors.find_similar(Asked("xylofonista")).text == ""


def test_every_word_must_be_there(library: Campaign) -> None:
    assert titles("biblioteca cinema") == []


def test_a_title_counts_more_than_a_text(milano: Any) -> None:
    call = story.make_call()
    text = story.make_campaign(call, title="Giochi", story="Un orto, un altro orto e un terzo orto.")
    title = story.make_campaign(call, title="Un orto nuovo", story="Giochi.", summary="Giochi.")
    look(text, title)
    assert titles("orti") == [title.title, text.title]


def test_found_words_are_marked_and_everything_else_is_escaped(milano: Any, client_of: Callable[..., Client]) -> None:
    evil = "Orto <img src=x onerror=alert(1)> \ue000</mark>"
    look(story.make_campaign(story.make_call(), title=evil, story="<script>alert(1)</script> orto"))
    page = client_of(milano).get("/cerca/?q=orto").content.decode()
    assert "<mark>Orto</mark> &lt;img src=x" in page
    assert "<img src=x" not in page and "<script>alert" not in page


def test_a_draft_is_never_found_and_a_campaign_is_when_it_opens(milano: Any) -> None:
    draft = story.make_draft(story.make_call(), title="Bozza segreta")
    look(draft)
    assert titles("segreta") == []
    services.rebuild()
    assert titles("segreta") == []


def test_another_citys_campaign_is_never_found(
    library: Campaign, venezia: Any, client_of: Callable[..., Client]
) -> None:
    page = client_of(venezia).get("/cerca/?q=biblioteca").content.decode()
    assert library.title not in page and "Nessun risultato" in page


def test_the_change_of_a_campaign_reaches_the_index_by_its_agenda_item(milano: Any) -> None:
    campaign = story.make_campaign(story.make_call(), title="Serra comune")
    changes.look_again(key=str(campaign.pk), now=campaign.created_at)
    entry = SearchEntry.objects.get(kind="campaign", key=str(campaign.pk))
    assert entry.state == "open" and entry.missing_cents is not None and entry.missing_cents > 0
    assert titles("serre") == ["Serra comune"]


def test_a_rebuilding_makes_the_same_index(library: Campaign) -> None:
    services.rebuild()
    before = list(SearchEntry.objects.order_by("kind", "key").values_list("kind", "key", "title", "body"))
    call_command("rebuild_search", "--city", "milano")
    assert list(SearchEntry.objects.order_by("kind", "key").values_list("kind", "key", "title", "body")) == before
    assert "Domande frequenti" in titles("domande frequenti")


def test_kinds_are_counted_and_narrow_the_finds(library: Campaign) -> None:
    call = story.make_call(details={"title": "Bando per le biblioteche"})
    services.refresh(key=f"call:{call.pk}", now=library.created_at)
    found = selectors.find(Asked("biblioteca", kind="call"))
    assert found.kinds == {"campaign": 1, "call": 1} and found.count == 1
    assert found.hits[0].path == f"/bandi/{call.slug}/"


def test_ten_thousand_entries_are_found_by_the_index(milano: Any) -> None:
    dice = Random(1)
    words = [f"parola{n}" for n in range(3_000)]
    SearchEntry.objects.bulk_create(
        (_entry(n, f"{' '.join(dice.choices(words, k=60))} unico{n}") for n in range(10_000)), batch_size=2_000
    )
    plans = {
        "search_entry_vector": SearchEntry.objects.filter(vector=selectors._query(["unico77"])).explain(),
        "search_entry_trigrams": SearchEntry.objects.filter(plain__trigram_word_similar="progetto 77").explain(),
    }
    assert [index for index, plan in plans.items() if f"Bitmap Index Scan on {index}" not in plan] == []
    assert titles("unico77")[0] == "Progetto 77"


def _entry(n: int, body: str) -> SearchEntry:
    title = f"Progetto {n}"
    return SearchEntry(kind="campaign", key=str(n), title=title, plain=title.lower(), path="/x/", body=body)


def test_the_database_refuses_an_address_of_another_site(milano: Any) -> None:
    with refused("search_entry_path_of_this_site"):
        SearchEntry.objects.create(kind="page", key="x", title="X", plain="x", path="https://altrove.example/")
