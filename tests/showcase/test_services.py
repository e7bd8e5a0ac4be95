"""The projection follows what a city publishes, holds nothing personal, and is never read from the cities' schemas."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django_tenants.utils import schema_context, tenant_context

from apps.campaigns.models import Campaign
from apps.people import services as people
from apps.people.roles import Role
from apps.showcase import selectors, services
from apps.showcase.models import EditorialEvent, ShowcaseCampaign
from apps.showcase.presenters import card
from tenants.registry import selectors as registry
from tests.factories import city
from tests.factories.city import NOW

PASSWORD = "una-parola-lunga-42"


@pytest.fixture
def campaign(milano, stripe_simulator):
    return city.add_campaign(city.add_call(10_000_00), city.add_account(stripe_simulator), 1_000_00)


def projected(campaign) -> ShowcaseCampaign:
    services.refresh_campaign(key=str(campaign.pk), now=NOW)
    return ShowcaseCampaign.objects.get(schema_name=connection.schema_name, campaign_id=campaign.pk)


def test_a_change_owes_the_showcase_a_new_look_in_the_same_transaction(campaign):
    owed = registry.list_agenda(connection.schema_name, "campaign.changed")
    assert [item.key for item in owed] == [str(campaign.pk)]


def test_the_projection_shows_the_figures_of_the_ledger(campaign, stripe_simulator):
    city.give(stripe_simulator, campaign, 600_00)
    row = projected(campaign)
    assert (row.raised_cents, row.threshold_cents, row.match_cents, row.gifts) == (600_00, 500_00, 400_00, 1)
    assert (row.state, row.state_label) == ("reached", "Soglia raggiunta")
    assert row.url.startswith("http://milano.localhost")


def test_a_translated_campaign_is_read_so_on_the_national_portal(campaign):
    Campaign.objects.filter(pk=campaign.pk).update(translations={"de": {"title": "Ein Garten"}})
    row = projected(campaign)
    with translation.override("de"):
        shown = card(row)
    assert (shown["title"], shown["title"].lang, shown["summary"].lang) == ("Ein Garten", "de", "it")
    assert card(row)["title"] == campaign.title


def test_looking_twice_keeps_one_row_and_the_editors_choice(campaign):
    row = projected(campaign)
    with schema_context("public"):
        services.feature(showcase_id=row.pk, actor="redazione", now=NOW)
    assert projected(campaign).featured_at == NOW
    assert ShowcaseCampaign.objects.filter(campaign_id=campaign.pk).count() == 1


def test_the_projection_holds_no_personal_data(campaign, stripe_simulator):
    city.give(stripe_simulator, campaign, 600_00)
    text = str(ShowcaseCampaign.objects.filter(pk=projected(campaign).pk).values())
    assert "Ada" not in text
    assert "ada" not in text.lower().replace("andata", "")


def test_the_repair_looks_at_every_campaign_and_comes_again_tomorrow(campaign):
    row = projected(campaign)
    ShowcaseCampaign.objects.filter(pk=row.pk).update(raised_cents=1)
    services.repair_city(key="city", now=NOW)
    owed = {item.key for item in registry.list_agenda(connection.schema_name, "campaign.changed")}
    assert str(campaign.pk) in owed
    assert registry.list_agenda(connection.schema_name, "showcase.repair")[0].due_at == NOW + services.REPAIR_EVERY
    assert projected(campaign).raised_cents == 0


def test_the_national_home_reads_the_public_schema_only_in_four_queries(campaign, client_of, public):
    client = client_of(public)
    client.get("/")
    with CaptureQueriesContext(connection) as captured:
        answer = client.get("/")
    assert answer.status_code == 200
    queries = [query["sql"] for query in captured if "search_path" not in query["sql"]]
    assert len(queries) <= 4, queries
    assert all("showcase_" in query or "registry_" in query for query in queries)


def test_editors_feature_and_take_down_and_each_choice_is_kept(milano, campaign, client_of, public):
    with tenant_context(milano):
        row = projected(campaign)
    with schema_context("public"):
        people.create_user(
            email="redazione@example.org",
            name="Redazione",
            password=PASSWORD,
            now=NOW,
            actor="test",
            roles=[Role.ANCI_EDITOR],
        )
    client = client_of(public)
    assert client.get("/gestione/").status_code == 302
    assert (
        client.post("/gestione/accedi/", {"username": "redazione@example.org", "password": PASSWORD}).status_code == 302
    )
    assert campaign.title in client.get("/gestione/").content.decode()
    client.post(f"/gestione/{row.pk}/evidenza/")
    assert campaign.title in client.get("/").content.decode()
    client.post(f"/gestione/{row.pk}/togli/")
    assert selectors.list_featured() == []
    assert [event.verb for event in EditorialEvent.objects.order_by("pk")] == ["feature", "unfeature"]


def test_a_person_without_the_role_is_told_no(campaign, client_of, public):
    with schema_context("public"):
        people.create_user(
            email="altro@example.org", name="Altro", password=PASSWORD, now=NOW, actor="test", roles=[Role.OPERATOR]
        )
    client = client_of(public)
    client.post("/gestione/accedi/", {"username": "altro@example.org", "password": PASSWORD})
    assert client.get("/gestione/").status_code == 403
    assert client.post("/gestione/1/evidenza/").status_code == 403
