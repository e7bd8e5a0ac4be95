"""The accountant releases a campaign's money after reading how much goes to whom; nobody else, and once."""

from collections.abc import Callable
from typing import Any

from apps.campaigns.models import Campaign
from apps.matching import services as matching
from apps.people.roles import Role
from tenants.registry import selectors as registry
from tenants.registry.schema import current_schema
from tests.factories import city
from tests.factories.city import DEADLINE
from tests.giving_back.desk import give, text
from tests.giving_back.test_events import AVAILABLE_AT_ONCE
from tests.harness.stripe import StripeSimulator


def test_a_payout_is_owed_only_after_its_amount_was_read_and_never_twice(
    office: Callable[[Role], Any],
    campaign: Campaign,
    stripe_simulator: StripeSimulator,
) -> None:
    path = f"/gestione/campagne/{campaign.pk}/"
    give(stripe_simulator, campaign, 600_00, AVAILABLE_AT_ONCE)
    accountant, officer = office(Role.ACCOUNTANT), office(Role.OFFICER)
    assert accountant.get(f"{path}versa/")["Location"] == path
    assert city.close_and_settle(campaign).state == "funded"
    assert f"{path}versa/" in text(accountant.get(path)) and f"{path}versa/" not in text(officer.get(path))
    assert officer.post(f"{path}versa/").status_code == 403
    asked = text(accountant.get(f"{path}versa/"))
    assert "Versa € 590,75" in asked and campaign.beneficiary.name in asked
    assert registry.list_agenda(current_schema(), "payout.release") == []
    assert accountant.post(f"{path}versa/")["Location"] == path
    assert [item.key for item in registry.list_agenda(current_schema(), "payout.release")] == [str(campaign.pk)]
    matching.release_payout(key=str(campaign.pk), now=DEADLINE)
    assert accountant.get(f"{path}versa/")["Location"] == path
    assert "In viaggio verso la banca" in text(accountant.get(path))
