"""The pages of trust: rules of the running calls, the pool's history as figures and drawing, errors that help."""

import json
import re
from typing import Any

from django.test import Client

from apps.ledger import selectors as ledger
from apps.ledger.selectors.days import list_days
from apps.matching import selectors as matching
from apps.portal.presenters import pool_history
from tests.factories import story
from tests.harness.moment import Clock
from tests.portal.visits import text_of


def test_how_it_works_tells_the_rules_of_running_calls_only(visitor: Client) -> None:
    call = story.make_call()
    story.make_call(details=None)
    text = text_of(visitor.get("/come-funziona/"))
    assert f"Le regole di «{call.title}»" in text
    assert "Un esempio con queste regole" in text


def test_the_history_of_a_pool_ends_with_its_figures(visitor: Client, clock: Clock) -> None:
    call = story.make_call(pool_cents=8_000_00)
    funded, failed = story.make_campaign(call, days=3), story.make_campaign(call, days=3)
    running = story.make_campaign(call, days=30)
    clock.advance(days=1)
    story.make_collected_donation(funded, 5_000_00)
    story.make_collected_donation(failed, 10_00)
    clock.advance(days=1)
    story.make_collected_donation(running, 5_000_00)
    clock.advance(days=2)
    story.settle(funded)
    story.settle(failed)
    today = clock.now().date()
    points = pool_history.points(list_days(f"pool:{call.pk}", zone="Europe/Rome"), today)
    pool = matching.pool_figures(call.pk)
    last = points[-1]
    assert (last.funded_cents, last.committed_cents, last.reserved_cents, last.free_cents) == (
        pool.funded_cents,
        pool.committed_cents,
        pool.reserved_cents,
        pool.free_cents,
    )
    assert pool.committed_cents > 0
    assert pool.reserved_cents > 0
    assert all(point.free_cents >= 0 for point in points)
    assert points[0].free_cents == 8_000_00
    assert ledger.balances([f"pool:{call.pk}"])[f"pool:{call.pk}"].pending_cents == last.reserved_cents
    page = text_of(visitor.get(f"/bandi/{call.slug}/dotazione/"))
    assert "€ 8.000,00" in page
    drawing = visitor.get(f"/bandi/{call.slug}/dotazione.svg")
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing.content.count(b"<path") == 4
    whole, areas = drawing.content.split(b">", 1)
    assert b"viewBox" not in whole, "its words would shrink with the picture on a phone"
    assert b'preserveAspectRatio="none"' in areas
    assert "dotazione.svg" in visitor.get(f"/bandi/{call.slug}/").content.decode()


def test_the_history_asks_as_much_with_many_days(visitor: Client, django_assert_max_num_queries: Any) -> None:
    call = story.make_call()
    with django_assert_max_num_queries(6):
        visitor.get(f"/bandi/{call.slug}/dotazione/")
    assert visitor.get("/bandi/mai-visto/dotazione/").status_code == 404
    assert visitor.get("/bandi/mai-visto/dotazione.svg").status_code == 404


def test_a_page_that_is_not_there_helps(visitor: Client) -> None:
    html = visitor.get("/questa-pagina-non-esiste/<b>/").content.decode()
    assert 'action="/cerca/"' in html
    assert "/segnalazioni/?tipo=problem&amp;pagina=%2Fquesta-pagina-non-esiste%2F%3Cb%3E%2F" in html
    assert 'href="/ricevute/"' in html


def test_an_address_that_is_only_a_buttons_says_so(visitor: Client) -> None:
    answer = visitor.post("/campagne/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "Qui non si arriva così" in answer.content.decode()
    assert "/mappa-del-sito/" in answer.content.decode()


def test_what_is_too_large_is_refused_in_the_citys_frame(visitor: Client) -> None:
    answer = visitor.post("/segnalazioni/", {"kind": "other", "text": "x" * 1_100_000})
    assert answer.status_code == 413
    assert "È troppo grande" in answer.content.decode()
    assert "Comune di" in answer.content.decode()


def test_structured_data_names_the_municipality_that_pays(visitor: Client) -> None:
    campaign = story.make_campaign(story.make_call())
    for path, name in (
        (f"/campagne/{campaign.slug}/", "funder"),
        (f"/bandi/{campaign.call.slug}/", "provider"),
        ("/", "publisher"),
    ):
        html = visitor.get(path).content.decode()
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
        assert found
        assert json.loads(found[1])[name] == {"@type": "GovernmentOrganization", "name": "Comune di Milano"}
        assert '<meta property="og:locale" content="it_IT">' in html
