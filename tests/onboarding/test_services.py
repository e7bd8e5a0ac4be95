"""A city is brought live step by step, and each step can be repeated."""

from dataclasses import replace
from datetime import UTC, datetime

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django_tenants.utils import tenant_context

from apps.kernel.states import ForbiddenTransition
from apps.people import selectors as people
from apps.people.roles import Role
from tenants.onboarding import selectors, services
from tenants.onboarding.models import OnboardingRequest, OnboardingStep, TenantEvent
from tenants.onboarding.services.life import ReasonMissing
from tenants.onboarding.steps import STEPS, StepFailed, Subject, live
from tenants.registry import hosts
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.registry.states import TenantState
from tests.onboarding.test_rules import GOOD

NOW = datetime(2030, 1, 15, 10, tzinfo=UTC)


@pytest.fixture
def home(monkeypatch):
    """What the home page of any city answers; the portal has its own tests."""
    answers = {"status": "200 OK"}
    monkeypatch.setattr(live, "_status_of_home", lambda subject: answers["status"])
    return answers


def request_city(**changes):
    return services.request_city(request=replace(GOOD, **changes), is_demo=False, actor="operatore", now=NOW)


def provision(tenant):
    told: list[str] = []
    services.provision_city(
        tenant_id=tenant.pk, now=NOW, report=lambda step, row: told.append(f"{step.name} {row.state}")
    )
    return told


def test_a_requested_city_becomes_live_through_every_step(fresh_database, home):
    tenant = request_city()
    assert hosts.lookup(GOOD.domain) is None
    assert provision(tenant) == [f"{step.name} done" for step in STEPS]
    assert hosts.lookup(GOOD.domain).slug == GOOD.slug
    with tenant_context(tenant):
        (officer,) = people.list_users()
        assert officer.email == GOOD.officer_email
        assert people.roles_of(officer.pk) == {Role.PLATFORM_MANAGER, Role.OFFICER}


def test_a_step_that_fails_stops_the_run_which_resumes_there(fresh_database, home):
    tenant = request_city()
    home["status"] = "500 Internal Server Error"
    with pytest.raises(services.OnboardingFailed, match="500"):
        provision(tenant)
    lines = {line.label: line.state for line in selectors.step_lines(tenant.pk)}
    assert list(lines.values()) == ["done"] * 5 + ["failed", "todo", "todo"]
    assert hosts.lookup(GOOD.domain) is None
    before = OnboardingStep.objects.get(step="schema").finished_at
    home["status"] = "200 OK"
    provision(tenant)
    assert OnboardingStep.objects.get(step="schema").finished_at == before
    assert registry.get_city(tenant.pk).state == TenantState.ACTIVE


def test_every_step_can_be_done_twice(fresh_database, home):
    tenant = request_city()
    provision(tenant)
    OnboardingStep.objects.filter(tenant=tenant).delete()
    provision(registry.get_city(tenant.pk))
    with tenant_context(tenant):
        assert len(people.list_users()) == 1


def test_an_interrupted_step_is_run_again(fresh_database, home):
    tenant = request_city()
    OnboardingStep.objects.create(tenant=tenant, step="schema", state="running", started_at=NOW)
    assert provision(tenant)[0] == "schema done"


def test_two_processes_never_run_the_steps_of_one_city_together(fresh_database, home):
    tenant = request_city()
    with psycopg.connect(fresh_database.app_url) as other:
        other.execute("SELECT pg_advisory_lock(20260103, %s)", [tenant.pk])
        with pytest.raises(services.OnboardingFailed, match="già in corso"):
            provision(tenant)


def test_what_is_taken_is_refused_by_name(db):
    request_city()
    with pytest.raises(services.InvalidRequest) as refusal:
        request_city()
    assert {problem.field for problem in refusal.value.problems} == {"slug", "domain"}
    with pytest.raises(services.InvalidRequest, match=r"milano\.localhost"):
        request_city(slug="altro", domain="milano.localhost")
    with pytest.raises(services.InvalidRequest, match="«milano»"):
        request_city(slug="milano", domain="altro.example")


def test_a_schema_that_exists_without_a_city_is_never_taken_over(fresh_database):
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute("CREATE SCHEMA c_reggio_emilia")
    with pytest.raises(services.InvalidRequest, match="c_reggio_emilia"):
        request_city()


@pytest.mark.parametrize(
    ("addresses", "found"), [("tests.onboarding.home_urls", "200 OK"), ("colletta.theming.urls", "404")]
)
def test_the_home_page_is_asked_of_the_program_itself_before_the_city_is_live(city, settings, addresses, found):
    settings.ROOT_URLCONF = addresses
    milano = city("milano")
    registry_services.set_state(tenant=milano, state=TenantState.PROVISIONING)
    hosts.forget()
    subject = Subject(milano, OnboardingRequest.objects.get(tenant=milano), NOW)
    assert live._status_of_home(subject).startswith(found)
    if found != "200 OK":
        with pytest.raises(StepFailed, match=found):
            live.check_home(subject)


def test_a_city_is_suspended_for_a_reason_that_stays(db, city):
    milano = city("milano")
    services.suspend_city(tenant_id=milano.pk, reason="Commissariamento", actor="rosa@anci.example", now=NOW)
    assert registry.get_city(milano.pk).state == TenantState.SUSPENDED
    event = selectors.list_events(milano.pk)[0]
    assert (event.verb, event.reason, event.actor) == ("suspended", "Commissariamento", "rosa@anci.example")
    services.reactivate_city(tenant_id=milano.pk, actor="rosa@anci.example", now=NOW)
    assert registry.get_city(milano.pk).state == TenantState.ACTIVE


def test_a_suspension_without_a_reason_is_refused(city):
    with pytest.raises(ReasonMissing):
        services.suspend_city(tenant_id=city("milano").pk, reason="  ", actor="x", now=NOW)


def test_a_city_that_is_not_live_is_not_reactivated(city):
    tenant = request_city()
    with pytest.raises(ForbiddenTransition):
        services.reactivate_city(tenant_id=tenant.pk, actor="x", now=NOW)
    with pytest.raises(ForbiddenTransition):
        services.reactivate_city(tenant_id=city("milano").pk, actor="x", now=NOW)


def test_the_register_of_acts_cannot_be_changed_by_the_serving_role(city):
    from django.db import DatabaseError, transaction

    tenant = city("milano")
    services.suspend_city(tenant_id=tenant.pk, reason="x", actor="x", now=NOW)
    for attack in (TenantEvent.objects.all().delete, lambda: TenantEvent.objects.update(reason="y")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            attack()


def test_the_command_shows_each_step_and_resumes(fresh_database, home, capsys):
    words = {"istat": "035033", "name": GOOD.name, "officer_email": GOOD.officer_email}
    home["status"] = "404 Not Found"
    with pytest.raises(CommandError, match="per riprendere"):
        call_command("onboard", slug=GOOD.slug, **words)
    assert "[6/8] Prova della pagina iniziale" in capsys.readouterr().out
    home["status"] = "200 OK"
    call_command("onboard", slug=GOOD.slug)
    assert "è in linea" in capsys.readouterr().out
    assert hosts.lookup("reggio-emilia.localhost").name == GOOD.name


def test_the_command_refuses_in_italian_and_names_the_options(db):
    with pytest.raises(CommandError) as refusal:
        call_command("onboard", slug="WWW")
    text = str(refusal.value)
    assert "--slug: " in text
    assert "--istat: Il codice ISTAT del Comune ha sei cifre." in text


def test_the_command_does_not_take_another_citys_name_for_a_resume(db):
    with pytest.raises(CommandError, match="C'è già un Comune"):
        call_command("onboard", slug="milano", name="Milano Marittima", istat="039007", officer_email="a@b.it")
