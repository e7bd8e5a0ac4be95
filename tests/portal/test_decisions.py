"""Decision records as people and programs read them."""

from typing import Any

import pytest
from django.test import Client

from apps.matching.models import DecisionRecord
from apps.matching.rules import record as records
from tests.factories import story
from tests.harness.moment import Clock
from tests.portal.visits import text_of


@pytest.fixture
def decision(milano: Any, clock: Clock) -> DecisionRecord:
    """The definitive decision on a funded campaign with two gifts, one of which does not count."""
    campaign = story.make_campaign(story.make_call(counting={"donor_kinds": ["natural_person"]}))
    story.make_collected_donation(campaign, 6_000_00, donor_name="Ugo Bianchi")
    story.make_collected_donation(campaign, 100_00, donor_kind="legal_entity")
    clock.advance(days=31)
    story.settle(campaign)
    return DecisionRecord.objects.get(phase="definitive")


def test_a_decision_shows_its_figures_its_gifts_and_why_one_does_not_count(
    visitor: Client, decision: DecisionRecord
) -> None:
    page = text_of(visitor.get(f"/decisioni/{decision.pk}/"))
    assert "Esito definitivo" in page and "spetta l'intero contributo" in page
    assert '€ 6.000,00 <span class="cl-dl-note">(1 su 2, donatori diversi: 1)' in page
    assert "<dd>€ 4.000,00</dd>" in page
    assert "tipo di donatore non ammesso dal bando" in page
    assert decision.sha256 in page
    assert "il risultato è lo stesso" in page
    assert "Ugo Bianchi" not in page


def test_the_record_is_downloaded_byte_for_byte_and_can_be_recomputed(
    visitor: Client, decision: DecisionRecord
) -> None:
    response = visitor.get(f"/decisioni/{decision.pk}/record.json")
    text = response.content.decode()
    assert text == decision.record
    assert records.recompute(text) == []
    assert response.headers["Content-Type"].startswith("application/json")


def test_the_decision_on_a_failed_campaign_says_why(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    story.make_collected_donation(campaign, 10_00)
    clock.advance(days=31)
    story.settle(campaign)
    page = text_of(visitor.get(f"/decisioni/{DecisionRecord.objects.get(phase='definitive').pk}/"))
    assert "Soglia non raggiunta" in page and "meno della soglia" in page


def test_the_gifts_of_a_long_decision_are_paged(visitor: Client, clock: Clock) -> None:
    campaign = story.make_campaign(story.make_call())
    for _ in range(51):
        story.make_collected_donation(campaign, 10_00)
    clock.advance(days=31)
    story.close(campaign)
    path = f"/decisioni/{DecisionRecord.objects.get().pk}/"
    assert "<details>" in visitor.get(path).content.decode()
    page = text_of(visitor.get(f"{path}?page=2"))
    assert "Pagina 2 di 2" in page and "<details open>" in page
