"""Claimed hosts: shown by a record in a real DNS, answered on by one city only, never lost by mistake."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django_tenants.utils import tenant_context

from apps.branding import dns, selectors, services
from apps.branding.models import DomainClaim
from apps.branding.rules import domains
from tenants.registry import hosts, looks
from tenants.registry import selectors as registry
from tenants.registry.models import AgendaItem, Domain, Tenant
from tests.branding.dns_server import DnsServer
from tests.factories.city import NOW

HOST = "crowdfunding.comune.example"
BY = {"actor": "ada@example.org", "now": NOW}


def claim(host=HOST, now=NOW):
    return services.claim_domain(domain=host, actor="ada@example.org", now=now)


def show(server, row):
    server.records.setdefault(domains.record_name(row.domain), ["v=altro"]).append(domains.record_value(row.token))


def due(row, now=NOW):
    services.check_due(key=str(row.pk), now=now)
    row.refresh_from_db()
    return row


def test_a_host_whose_record_is_right_is_answered_on(milano, name_server, django_capture_on_commit_callbacks):
    row = claim()
    show(name_server, row)
    assert hosts.lookup(HOST) is None
    with django_capture_on_commit_callbacks(execute=True):
        due(row)
    assert row.state == "verified"
    assert hosts.lookup(HOST) == milano
    assert name_server.asked == [f"_colletta.{HOST}"]
    assert registry.primary_domain(milano) == "milano.localhost"


def test_a_record_that_is_missing_wrong_or_unreadable_leaves_the_claim_waiting_and_says_why(milano, name_server):
    row = claim()
    name = domains.record_name(HOST)
    assert "non c'è ancora" in due(row).problem
    name_server.records[name] = [domains.record_value("un-altro-gettone")]
    assert "non contiene" in due(row).problem
    name_server.broken.add(name)
    assert due(row).problem
    assert row.state == "pending"
    assert AgendaItem.objects.filter(schema_name="c_milano", kind="domain.check", key=str(row.pk)).count() == 1


def test_a_dns_that_is_silent_is_given_up_soon(milano, name_server, monkeypatch):
    from time import monotonic

    monkeypatch.setattr(dns, "SECONDS", 0.5)
    name_server.silent.add(domains.record_name(HOST))
    began = monotonic()
    assert "non risponde" in due(claim()).problem
    assert monotonic() - began < 2


def test_after_a_week_the_claim_fails_and_can_be_tried_again(milano, name_server):
    row = claim()
    assert due(row, NOW + timedelta(days=6)).state == "pending"
    assert due(row, NOW + timedelta(days=7)).state == "failed"
    show(name_server, row)
    assert due(row, NOW + timedelta(days=8)).state == "failed"
    again = services.check_domain(claim_id=row.pk, actor="ada@example.org", now=NOW + timedelta(days=8))
    assert again.state == "verified"


def test_only_the_city_that_can_write_in_the_dns_gets_the_host(milano, venezia, name_server):
    with tenant_context(milano):
        ours = claim()
    with tenant_context(venezia):
        theirs = claim()
        assert theirs.token != ours.token
        show(name_server, ours)
        assert due(theirs).state == "pending"
    with tenant_context(milano):
        assert due(ours).state == "verified"
    with tenant_context(venezia):
        show(name_server, theirs)
        assert due(theirs).state == "failed"
        assert theirs.problem == services.domains.TAKEN
    assert Domain.objects.get(domain=HOST).tenant == milano


def test_a_host_that_somebody_answers_on_cannot_be_claimed(milano, venezia, name_server):
    looks.add_alias(tenant=milano, domain=HOST)
    with tenant_context(venezia), pytest.raises(services.ClaimRefused, match="già in uso"):
        claim()


def test_claiming_again_gives_the_same_token(milano):
    assert claim().token == claim(f"www.{HOST}".upper()).token


def test_the_platforms_own_hosts_cannot_be_claimed(milano, settings):
    for host in (settings.FLEET_PUBLIC_HOST, "venezia.localhost", "nuova.localhost"):
        with pytest.raises(services.ClaimRefused):
            claim(host)


def test_a_city_claims_a_bounded_number_of_hosts(milano):
    for number in range(services.domains.MOST_CLAIMS):
        claim(f"{number}.comune.example")
    with pytest.raises(services.ClaimRefused, match="al massimo"):
        claim()


def test_the_main_host_changes_and_is_never_removed(milano, name_server):
    row = claim()
    show(name_server, row)
    with pytest.raises(services.ClaimRefused, match="prima va verificato"):
        services.choose_primary(domain=HOST, **BY)
    due(row)
    services.choose_primary(domain=HOST, **BY)
    assert registry.origin_of("c_milano").startswith(f"http://{HOST}")
    with pytest.raises(services.ClaimRefused, match="principale"):
        services.remove_domain(claim_id=row.pk, **BY)
    services.choose_primary(domain="milano.localhost", **BY)
    services.remove_domain(claim_id=row.pk, **BY)
    assert selectors.list_claims() == []
    assert [each.domain for each in registry.list_domains(milano)] == ["milano.localhost"]


def test_another_citys_host_is_neither_chosen_nor_removed(milano, venezia):
    with tenant_context(milano):
        with pytest.raises(services.ClaimRefused):
            services.choose_primary(domain="venezia.localhost", **BY)
        looks.remove_domain(tenant=milano, domain="venezia.localhost")
    assert registry.primary_domain(venezia) == "venezia.localhost"
    with pytest.raises(looks.KeptDomain):
        looks.remove_domain(tenant=venezia, domain="venezia.localhost")


def test_two_cities_that_prove_the_same_host_at_once_end_with_one_owner(fresh_database, settings):
    with DnsServer() as server:
        settings.DOMAIN_RESOLVERS = [server.address]
        cities = list(Tenant.objects.filter(slug__in=["milano", "venezia"]))
        rows = {}
        for city in cities:
            with tenant_context(city):
                rows[city.slug] = claim()
                show(server, rows[city.slug])
        barrier, states = Barrier(2), {}

        def prove(city):
            with tenant_context(city):
                barrier.wait()
                states[city.slug] = services.check_domain(claim_id=rows[city.slug].pk, **BY).state
            connection.close()

        threads = [Thread(target=prove, args=[city]) for city in cities]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(states.values()) == ["failed", "verified"]
    winner = next(slug for slug, state in states.items() if state == "verified")
    assert Domain.objects.get(domain=HOST).tenant.slug == winner


def test_two_domains_of_a_city_are_never_both_the_main_one(milano):
    from tests.factories.constraints import refused

    with refused("domain_one_primary"):
        Domain.objects.bulk_create([Domain(domain="due.example", tenant=milano, is_primary=True)])
    with refused("domain_once"):
        Domain.objects.bulk_create([Domain(domain="venezia.localhost", tenant=milano, is_primary=False)])


def test_bad_claims_are_refused_by_the_database(milano):
    from tests.factories.constraints import refused

    good = {"domain": HOST, "token": "t" * 32, "requested_by": "x", "requested_at": NOW, "asked_at": NOW}
    DomainClaim.objects.create(**good)
    for constraint, changes in {
        "domain_claim_once": {},
        "domain_claim_lower_case": {"domain": "A.example"},
        "domain_claim_token": {"domain": "b.example", "token": "breve"},
        "domain_claim_state_known": {"domain": "c.example", "state": "forse"},
        "domain_claim_verified_when": {"domain": "d.example", "state": "verified"},
    }.items():
        with refused(constraint):
            DomainClaim.objects.create(**good | changes)
