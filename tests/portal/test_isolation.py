"""What one city has is not there in another."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django_tenants.utils import tenant_context

from apps.donations import links
from apps.matching.models import DecisionRecord
from tests.factories import story
from tests.harness.moment import Clock


@pytest.fixture
def paths(city: Callable[[str], Any], clock: Clock) -> list[str]:
    """The pages of a call, a campaign, a gift and a decision of Milano."""
    with tenant_context(city("milano")):
        call = story.make_call()
        campaign = story.make_campaign(call)
        donation = story.make_collected_donation(campaign, 5_000_00)
        clock.advance(days=31)
        story.settle(campaign)
        decision = DecisionRecord.objects.first()
        token = links.token_of(donation.pk)
    return [
        f"/bandi/{call.slug}/",
        f"/campagne/{campaign.slug}/",
        f"/donazioni/{token}/",
        f"/donazioni/{token}/grazie/",
        f"/decisioni/{decision.pk}/",
        f"/decisioni/{decision.pk}/record.json",
    ]


def test_every_address_of_milano_opens_there_and_nowhere_else(
    city: Callable[[str], Any], client_of: Callable[..., Client], paths: list[str]
) -> None:
    at_home, elsewhere = client_of(city("milano")), client_of(city("venezia"))
    assert [at_home.get(path).status_code for path in paths] == [200] * len(paths)
    assert [elsewhere.get(path).status_code for path in paths] == [404] * len(paths)


def test_the_form_of_another_city_s_campaign_begins_nothing(
    city: Callable[[str], Any], client_of: Callable[..., Client], paths: list[str]
) -> None:
    assert client_of(city("venezia")).post(f"{paths[1]}dona/", {"amount": "1000"}).status_code == 404


def test_the_same_gift_number_in_two_cities_has_two_links(city: Callable[[str], Any], db: None) -> None:
    with tenant_context(city("milano")):
        one = links.token_of(1)
    with tenant_context(city("venezia")):
        assert links.token_of(1) != one
