"""A newcomer without JavaScript donates in Milano and in Venezia, under different rules, and both have an outcome.

Everything is real: Chromium, web server, worker, beat, PostgreSQL, Valkey, and Stripe's simulator with its webhooks.
"""

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import pytest
from django_tenants.utils import schema_context
from playwright.sync_api import Browser, Page, expect

from apps.campaigns.models import Campaign
from apps.people import services as people
from apps.people.roles import Role
from apps.showcase.models import ShowcaseCampaign
from tests.factories import city
from tests.harness.running import Running
from tests.harness.stripe import StripeSimulator

pytestmark = [pytest.mark.browser, pytest.mark.committed]

SPACE = "\u00a0"
PASSWORD = "una-parola-lunga-42"
PAID_BACK = "Non finanziata, rimborsi inviati"
FIXED_SHARE = {"base": "fixed_share", "match_share_bps": 5_000, "cap_per_project_cents": 5_000_00}


class Onboarder(StripeSimulator):
    """The simulator of the running platform, for the bodies that connect their accounts."""

    def __init__(self, running: Running) -> None:
        import stripe

        self.base = running.stripe
        self.client = stripe.StripeClient("sk_test_journey", base_addresses={"api": self.base})


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}, locale="it-IT")
    page = context.new_page()
    page.set_default_timeout(30_000)
    yield page
    context.close()


def open_two(running: Running, schema_name: str, pool_cents: int, **rules: Any) -> tuple[Campaign, Campaign]:
    """Open a campaign that will reach its threshold and one that will not, both for ten days from now."""
    now = datetime.now(UTC)
    with schema_context(schema_name):
        account = city.add_account(Onboarder(running))
        call = city.add_call(pool_cents, **rules)
        return tuple(
            city.add_campaign(call, account, cost_cents, closes_at=now + timedelta(days=10), now=now)
            for cost_cents in (1_000_00, 9_000_00)
        )  # type: ignore[return-value]


def donate(page: Page, address: str, euro: str, name: str) -> str:
    """Do what a newcomer does: read the campaign, fill the form, pay, come back; return the link to the donation."""
    page.goto(address)
    page.get_by_role("link", name=re.compile("^Dona")).first.click()
    page.get_by_label("Altro importo", exact=True).check()
    page.get_by_label("Altro importo in euro").fill(euro)
    page.get_by_label("Nome e cognome").fill(name)
    page.get_by_label("E-mail").fill(f"{name.split(maxsplit=1)[0].lower()}@example.org")
    page.get_by_role("button", name="Vai al pagamento").click()
    page.get_by_label("Numero della carta").fill("4242 4242 4242 4242")
    page.get_by_label("Scadenza").fill("04/40")
    page.get_by_label("Codice CVC").fill("123")
    page.get_by_label("Nome sulla carta").fill(name)
    page.get_by_role("button", name=re.compile("^Paga")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Grazie, {name}")
    return urljoin(page.url, page.get_by_role("link", name="Segui la tua donazione").get_attribute("href"))


def eventually(happened: Callable[[], Any], seconds: float = 40) -> None:
    """Wait for what the worker does by itself."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.3)


def settled(schema_name: str, campaign: Campaign, state: str) -> Callable[[], bool]:
    def look() -> bool:
        with schema_context(schema_name):
            campaign.refresh_from_db()
            refunded = state != "not_funded" or campaign.refunds_completed_at is not None
            return campaign.state == state and refunded

    return look


def test_a_donation_crosses_reserves_and_is_matched_and_a_failed_campaign_pays_back(
    running: Running, page: Page, browser: Browser
) -> None:
    milano, milano_failing = open_two(running, "c_milano", 10_000_00)
    venezia, venezia_failing = open_two(running, "c_venezia", 10_000_00, **FIXED_SHARE)
    given_back = []
    for slug, funded, failing in (("milano", milano, milano_failing), ("venezia", venezia, venezia_failing)):
        address = running.city(slug, f"/campagne/{funded.slug}/")
        donate(page, address, "300", "Ada Rossi")
        page.goto(address)
        expect(page.locator("main")).to_contain_text(f"€{SPACE}300")
        donate(page, address, "350,50", "Bruno Neri")
        page.goto(address)
        expect(page.locator("main")).to_contain_text(f"€{SPACE}650,50")
        expect(page.locator("main")).to_contain_text(f"€{SPACE}{'349,50' if slug == 'milano' else '500'}")
        given_back.append(donate(page, running.city(slug, f"/campagne/{failing.slug}/"), "25", "Carla Verdi"))

    running.advance_clock("11d")
    for schema_name, funded, failing in (("c_milano", milano, milano_failing), ("c_venezia", venezia, venezia_failing)):
        eventually(settled(schema_name, funded, "funded"))
        eventually(settled(schema_name, failing, "not_funded"))

    for slug, failing in (("milano", milano_failing), ("venezia", venezia_failing)):
        page.goto(running.city(slug, f"/campagne/{failing.slug}/"))
        expect(page.locator("main")).to_contain_text("rimbors")
    for link in given_back:
        page.goto(link)
        expect(page.locator("main")).to_contain_text("re_")

    for proof in ("reconcile", "verify_ledger", "recompute_decisions"):
        running.stack.manage(proof, "--city", "all", role="app")
    the_national_home_shows_both(running, page)


def the_national_home_shows_both(running: Running, page: Page) -> None:
    """Let an editor feature what was funded and what failed in both cities, and find it on the national home page."""
    with schema_context("public"):
        eventually(lambda: ShowcaseCampaign.objects.filter(state_label="Finanziata").count() == 2)
        eventually(lambda: ShowcaseCampaign.objects.filter(state_label=PAID_BACK).count() == 2)
        people.create_user(
            email="redazione@example.org",
            name="Redazione",
            password=PASSWORD,
            now=datetime.now(UTC),
            actor="test",
            roles=[Role.ANCI_EDITOR],
        )
    page.goto(running.national("/gestione/"))
    page.get_by_label("Indirizzo e-mail").fill("redazione@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Accedi").click()
    with schema_context("public"):
        titles = list(ShowcaseCampaign.objects.values_list("title", flat=True))
    for title in titles:
        page.get_by_role("button", name=f"Metti {title} in evidenza").click()
    page.goto(running.national())
    for title in titles:
        expect(page.get_by_role("link", name=title, exact=True)).to_be_visible()
    expect(page.get_by_text(PAID_BACK)).to_have_count(2)
    expect(page.get_by_role("row", name=re.compile("Milano"))).to_contain_text(f"€{SPACE}650,50")
