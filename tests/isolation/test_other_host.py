"""What belongs to one city, tried on another city's host with the same ids, cookies, keys and links."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django_tenants.utils import tenant_context

from apps.campaigns.models import Campaign
from apps.donations import links
from apps.donations.models import Donation
from apps.matching.models import DecisionRecord
from apps.people import services as people
from apps.people.roles import Role
from tests.factories import city as factory
from tests.factories.city import DEADLINE, NOW
from tests.harness.moment import Clock
from tests.harness.stripe import StripeSimulator

PASSWORD = "una-parola-lunga-42"
NAMES = ("Milano", "Venezia", "Brescia", "Saluzzo", "Taranto", "Torino")


def settled_campaign(tenant: Any, simulator: StripeSimulator) -> tuple[Campaign, Donation]:
    """Let a campaign be funded in a city, with one gift and its decisions."""
    with tenant_context(tenant):
        campaign = factory.add_campaign(factory.add_call(9_000_00), factory.add_account(simulator), 1_000_00)
        donation = factory.give(simulator, campaign, 600_00)
        factory.close_and_settle(campaign, DEADLINE)
        people.create_user(
            email="ufficio@example.org",
            name="Ufficio",
            password=PASSWORD,
            roles=[Role.ACCOUNTANT],
            now=NOW,
            actor="test",
        )
        return campaign, donation


@pytest.fixture
def addresses(milano: Any, stripe_simulator: StripeSimulator) -> list[str]:
    """Return every address that shows something of Milano's campaign to anyone."""
    campaign, donation = settled_campaign(milano, stripe_simulator)
    decision = DecisionRecord.objects.filter(campaign=campaign).latest("pk")
    token = links.token_of(donation.pk)
    return [
        f"/campagne/{campaign.slug}/",
        f"/campagne/{campaign.slug}/dona/",
        f"/bandi/{campaign.call.slug}/",
        f"/donazioni/{token}/",
        f"/donazioni/{token}/grazie/",
        f"/decisioni/{decision.pk}/",
        f"/decisioni/{decision.pk}/record.json",
        f"/api/v1/campaigns/{campaign.slug}/",
        f"/api/v1/calls/{campaign.call.slug}/",
        f"/api/v1/donations/{token}/",
    ]


def sign_in(client: Client) -> None:
    answer = client.post("/gestione/accedi/", {"username": "ufficio@example.org", "password": PASSWORD})
    assert answer.status_code == 302


def test_what_is_shown_in_one_city_is_not_found_in_another(
    addresses: list[str], milano: Any, venezia: Any, client_of: Any
) -> None:
    here = {address: client_of(milano).get(address).status_code for address in addresses}
    there = {address: client_of(venezia).get(address).status_code for address in addresses}
    assert set(here.values()) <= {200, 409}
    assert set(there.values()) == {404}


def test_no_header_leads_to_another_city(addresses: list[str], milano: Any, venezia: Any, client_of: Any) -> None:
    host = milano.domains.get().domain
    headers = {"X-Forwarded-Host": host, "X-Original-Host": host, "Forwarded": f"host={host}", "X-Tenant": "c_milano"}
    answers = [client_of(venezia).get(address, headers=headers).status_code for address in addresses]
    assert set(answers) == {404}


def test_the_same_slugs_and_ids_show_each_city_its_own(
    milano: Any, venezia: Any, client_of: Any, stripe_simulator: StripeSimulator
) -> None:
    ids = set()
    for tenant in (milano, venezia):
        campaign, _ = settled_campaign(tenant, stripe_simulator)
        ids.add(campaign.pk)
        with tenant_context(tenant):
            Campaign.objects.filter(pk=campaign.pk).update(slug="un-orto", title=f"Orto di {tenant.name}")
    for tenant, other in ((milano, venezia), (venezia, milano)):
        client = client_of(tenant)
        sign_in(client)
        office = [f"/gestione/campagne/{pk}/" for pk in ids]
        pages = [client.get(address).content.decode() for address in ("/campagne/un-orto/", "/gestione/campagne/")]
        assert all(f"Orto di {tenant.name}" in page for page in pages)
        pages += [client.get(address).content.decode() for address in ("/", "/api/v1/campaigns/", *office)]
        assert not any(f"Orto di {other.name}" in page for page in pages)


def test_a_link_of_one_city_is_no_key_for_the_same_id_in_another(
    milano: Any, venezia: Any, client_of: Any, stripe_simulator: StripeSimulator
) -> None:
    """The number exists over there: the signature, not the number, opens it."""
    _, donation = settled_campaign(venezia, stripe_simulator)
    tokens = {}
    for tenant in (milano, venezia):
        with tenant_context(tenant):
            tokens[tenant] = links.token_of(donation.pk)
    for address in ("/donazioni/{}/", "/donazioni/{}/grazie/", "/api/v1/donations/{}/"):
        assert client_of(venezia).get(address.format(tokens[venezia])).status_code == 200
        assert client_of(venezia).get(address.format(tokens[milano])).status_code == 404


def test_a_session_of_one_city_signs_nobody_in_elsewhere(
    addresses: list[str], milano: Any, venezia: Any, client_of: Any
) -> None:
    with tenant_context(venezia):
        people.create_user(
            email="ufficio@example.org", name="U", password=PASSWORD, roles=[Role.ACCOUNTANT], now=NOW, actor="test"
        )
    office, stranger = client_of(milano), client_of(venezia)
    sign_in(office)
    assert office.get("/gestione/campagne/").status_code == 200
    stranger.cookies["sessionid"] = office.cookies["sessionid"].value
    for page in ("/gestione/", "/gestione/campagne/", "/gestione/campagne/1/", "/gestione/dotazioni/1/"):
        answer = stranger.get(page)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/gestione/accedi/")


def test_a_key_used_in_one_city_is_a_new_gift_in_another(
    milano: Any, venezia: Any, client_of: Any, stripe_simulator: StripeSimulator, clock: Clock
) -> None:
    clock.move_to(NOW)
    key, answers = str(uuid4()), []
    for tenant in (milano, venezia):
        with tenant_context(tenant):
            campaign = factory.add_campaign(factory.add_call(0), factory.add_account(stripe_simulator), 1_000_00)
            Campaign.objects.filter(pk=campaign.pk).update(slug="un-orto")
        gift = {"campaign": "un-orto", "amount_cents": 10_00, "donor_name": "Ada", "donor_email": "ada@example.org"}
        answer = client_of(tenant).post(
            "/api/v1/donations/", gift, content_type="application/json", headers={"Idempotency-Key": key}
        )
        assert answer.status_code == 201, answer.content
        answers.append(answer)
        with tenant_context(tenant):
            assert Donation.objects.count() == 1
    assert len({answer.json()["checkout_url"] for answer in answers}) == 2
    assert "Idempotent-Replayed" not in answers[1].headers


def test_a_gift_to_another_city_s_campaign_is_refused(
    addresses: list[str], milano: Any, venezia: Any, client_of: Any
) -> None:
    slug = addresses[0].split("/")[2]
    gift = {"campaign": slug, "amount_cents": 10_00, "donor_name": "Ada", "donor_email": "ada@example.org"}
    answer = client_of(venezia).post(
        "/api/v1/donations/", gift, content_type="application/json", headers={"Idempotency-Key": str(uuid4())}
    )
    assert answer.status_code == 404
    with tenant_context(venezia):
        assert not Donation.objects.exists()


def test_what_one_city_caches_another_does_not_see(milano: Any, venezia: Any) -> None:
    with tenant_context(milano):
        cache.set("figure", "di Milano")
    with tenant_context(venezia):
        assert cache.get("figure") is None
        cache.set("figure", "di Venezia")
    with tenant_context(milano):
        assert cache.get("figure") == "di Milano"
        assert cache.make_key("figure").startswith("c_milano:")


def test_an_unknown_host_is_told_of_no_city(db: None) -> None:
    for host in ("sconosciuto.localhost", "milano.example.org", "127.0.0.1", "milano.localhost.example.org"):
        answer = Client(HTTP_HOST=host).get("/campagne/")
        assert answer.status_code == 404
        assert not [name for name in NAMES if name.lower() in answer.content.decode().lower()]
