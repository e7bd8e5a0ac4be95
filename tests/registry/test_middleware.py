"""Which tenant answers on a host, and what the others are told."""

import json
from datetime import UTC, datetime
from threading import Thread

import pytest
from django.db import connection
from django.test import Client, RequestFactory, override_settings
from django.test.utils import CaptureQueriesContext

from tenants.registry import hosts, middleware
from tenants.registry import services as registry
from tenants.registry.models import Domain, Tenant
from tenants.registry.states import TenantState

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)


def answer(host: str, path: str = "/x", method: str = "GET", **environment: object):
    """What the middleware alone answers: the view says in which schema and with which addresses it ran."""

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_schema()")
            (schema,) = cursor.fetchone()
        from django.http import JsonResponse

        return JsonResponse({"schema": schema, "urlconf": request.urlconf})

    request = RequestFactory().generic(method, path, HTTP_HOST=host, **environment)
    return middleware.TenantMiddleware(view)(request)


@pytest.mark.parametrize(
    "host",
    ["milano.localhost", "milano.localhost:8000", "MILANO.localhost", "www.milano.localhost", "milano.localhost."],
)
def test_a_city_answers_on_its_host_however_it_is_written(db, host):
    assert json.loads(answer(host).content) == {"schema": "c_milano", "urlconf": "colletta.urls_tenant"}


def test_the_national_host_answers_from_public_with_its_own_addresses(db):
    assert json.loads(answer("localhost:8000").content) == {"schema": "public", "urlconf": "colletta.urls_public"}


@pytest.mark.parametrize(
    "host",
    ["c_milano.localhost", "public", "template", "nobody.example", "[::1]:8000", "127.0.0.1", "bad host", "a..b", ""],
)
def test_an_unknown_host_is_told_so_and_no_city_is_named(db, host):
    response = answer(host)
    assert response.status_code == 404
    assert "Indirizzo sconosciuto" in response.content.decode()
    assert "milano" not in response.content.decode().lower()
    assert "venezia" not in response.content.decode().lower()


@pytest.mark.parametrize("state", [TenantState.REQUESTED, TenantState.PROVISIONING])
def test_a_city_that_is_not_live_yet_is_an_unknown_host(city, state):
    registry.set_state(tenant=city("milano"), state=state)
    hosts.forget()
    assert answer("milano.localhost").status_code == 404


def test_a_spare_or_template_schema_is_nobody(db):
    assert not Tenant.objects.exclude(schema_name__startswith="c_").exclude(schema_name="public").exists()


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_a_suspended_city_runs_no_view_whatever_the_method(city, method):
    registry.set_state(tenant=city("milano"), state=TenantState.SUSPENDED)
    hosts.forget()
    response = answer("milano.localhost", method=method)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert "sospeso" in response.content.decode()


def test_a_suspended_city_tells_programs_in_their_form(city):
    registry.set_state(tenant=city("milano"), state=TenantState.SUSPENDED)
    hosts.forget()
    response = answer("milano.localhost", "/api/v1/campaigns/", "POST")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(response.content)["code"] == "city_suspended"


def test_the_others_are_served_while_one_city_is_suspended(city):
    registry.set_state(tenant=city("milano"), state=TenantState.SUSPENDED)
    hosts.forget()
    assert answer("venezia.localhost").status_code == 200


def test_after_a_request_the_connection_is_back_in_public(db):
    answer("milano.localhost")
    assert connection.schema_name == "public"


def test_a_known_host_costs_no_query_for_a_second(db):
    hosts.lookup("milano.localhost")
    with CaptureQueriesContext(connection) as queries:
        for _ in range(50):
            assert hosts.lookup("milano.localhost").slug == "milano"
            assert hosts.lookup("nobody.example") is None
    assert len(queries) <= 2


def test_a_change_of_state_is_seen_at_once_in_the_process_that_made_it(city, django_capture_on_commit_callbacks):
    assert hosts.lookup("milano.localhost")
    with django_capture_on_commit_callbacks(execute=True):
        registry.set_state(tenant=city("milano"), state=TenantState.PROVISIONING)
    assert hosts.lookup("milano.localhost") is None


def test_unknown_hosts_do_not_fill_the_memory(db, monkeypatch):
    monkeypatch.setattr(hosts, "_read", lambda host: None)
    for number in range(10_000):
        hosts.lookup(f"{number}.example")
    assert len(hosts._known) <= hosts._LONGEST


def test_no_http_header_previews_a_city_that_is_not_live(city):
    registry.set_state(tenant=city("milano"), state=TenantState.PROVISIONING)
    hosts.forget()
    headers = {"HTTP_COLLETTA_PREVIEW_TENANT": "milano", "HTTP_COLLETTA.PREVIEW_TENANT": "milano"}
    assert answer("milano.localhost", **headers).status_code == 404
    assert answer("milano.localhost", **{hosts.PREVIEW_KEY: city("milano")}).status_code == 200


def test_threads_serving_two_cities_never_see_each_other(fresh_database):
    wrong: list[object] = []

    def serve(slug):
        for _ in range(150):
            found = json.loads(answer(f"{slug}.localhost").content)["schema"]
            if found != f"c_{slug}":
                wrong.append((slug, found))
        connection.close()

    threads = [Thread(target=serve, args=[slug]) for slug in ("milano", "venezia") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize("host", ["nobody.example", "milano.localhost", "127.0.0.1:8000"])
def test_the_probes_answer_on_any_host(db, host):
    client = Client(HTTP_HOST=host)
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.status_code == 200, ready.content
    assert ready.json() == {"status": "ok", "database": True, "cache": True, "migrations": True}


def test_without_the_cache_a_process_still_takes_requests_and_says_so(db, settings):
    away = {**settings.CACHES["shelf"], "LOCATION": "redis://127.0.0.1:9/0"}
    with override_settings(CACHES={**settings.CACHES, "shelf": away}):
        ready = Client(HTTP_HOST="localhost").get("/readyz")
    assert (ready.status_code, ready.json()["status"], ready.json()["cache"]) == (200, "degraded", False)


def test_a_process_without_its_template_is_not_ready(db, monkeypatch):
    from tenants.fleet import digest

    monkeypatch.setattr(digest, "template_digest", lambda: "of newer code")
    response = Client(HTTP_HOST="localhost").get("/readyz")
    assert response.status_code == 503
    assert response.json()["migrations"] is False


def test_a_domain_belongs_to_one_tenant(city):
    registry.add_domain(tenant=city("milano"), domain="Crowd.Example")
    assert Domain.objects.get(domain="crowd.example").tenant == city("milano")
    with pytest.raises(registry.DomainTaken):
        registry.add_domain(tenant=city("venezia"), domain="crowd.example")
