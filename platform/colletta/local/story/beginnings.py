"""How the story begins: cities brought live, people who work there, calls published and funded, bodies to be paid.

Every step looks first at what is there, so that telling the story again goes on or changes nothing.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django_tenants.utils import schema_context
from schwifty import IBAN

from apps.banking import services as banking
from apps.calls import selectors as calls
from apps.calls import services as call_services
from apps.calls.rules.details import CallDetails, Question
from apps.calls.states import ActKind, CallKind, CallState
from apps.matching import selectors as matching
from apps.matching import services as matching_services
from apps.payments import gateway, selectors
from apps.payments import services as payments
from apps.people import selectors as people
from apps.people import services as people_services
from apps.people.roles import Role
from colletta.local.story import cashier, looks, plan
from colletta.local.story.errors import StoryFailed
from colletta.local.story.plan import Act, Body, CallPlan, CityPlan
from tenants.onboarding import services as onboarding
from tenants.onboarding.rules import CityRequest
from tenants.registry import selectors as registry
from tenants.registry.states import TenantState

if TYPE_CHECKING:
    from apps.calls.models import Call
    from apps.payments.models import ConnectedAccount
    from apps.people.models import Organisation

ACTOR = "storia dimostrativa"
PUBLIC = "public"


def bring_live(city: CityPlan, now: datetime) -> None:
    """Onboard a city by its steps and give it its looks; raises StoryFailed with the step that did not succeed."""
    tenant = registry.find_city(city.slug) or onboarding.request_city(
        request=_request(city), is_demo=True, actor=ACTOR, now=now
    )
    if tenant.state != TenantState.ACTIVE:
        try:
            onboarding.provision_city(tenant_id=tenant.pk, now=now, report=lambda step, row: None)
        except onboarding.OnboardingFailed as error:
            raise StoryFailed(f"{city.slug}: {error.message}") from error
    looks.dress(city, tenant.schema_name, now)


def hire(schema_name: str, rows: list[dict[str, Any]], city: str, now: datetime) -> None:
    """Create the accounts of a schema that are not there yet."""
    with schema_context(schema_name):
        known = {user.email for user in people.list_users()}
        for row in rows:
            email = row["email"].format(city=city)
            if email not in known:
                people_services.create_user(
                    email=email,
                    name=row["name"],
                    password=plan.people()["password"],
                    roles=[Role(role) for role in row["roles"]],
                    is_demo=True,
                    now=now,
                    actor=ACTOR,
                )


def announce_calls(city: CityPlan, now: datetime) -> None:
    """Create the calls of the current city, publish those that have an act for it, fund those that have a pool."""
    known = {call.slug: call for call in calls.list_calls()}
    for each in city.calls.values():
        call = known.get(each.slug) or call_services.create_call(details=_details(each), now=now, actor=ACTOR)
        if each.publication and call.state == CallState.DRAFT:
            _publish(call, each, now)
        if each.funding and not matching.pool_figures(call.pk).funded_cents:
            matching_services.fund_pool(
                call_id=call.pk,
                act_id=_act(call, Act(**each.funding), now),
                amount_cents=each.funded_cents,
                now=now,
                actor=ACTOR,
            )


def register(body: Body, now: datetime) -> "Organisation":
    """Return an organisation of the current city; invented ones have an address at example.org and no tax code."""
    name = "".join(letter if letter.isalnum() else "-" for letter in body.name.lower())
    email = "" if body.kind == "municipality" else f"info@{name[:60].strip('-')}.example.org"
    return people_services.register_organisation(
        kind=body.kind, name=body.name, tax_code="", email=email, is_demo=not body.real, now=now
    )


def connect(body: Body, now: datetime) -> "ConnectedAccount":
    """Return the account of a body that can receive gifts, taking it through the processor's own pages if need be.

    The body gets an invented IBAN too, of a bank that does not exist, so that its campaigns take bank transfers.
    """
    organisation = register(body, now)
    account = payments.connect_organisation(organisation_id=organisation.pk, now=now)
    if not organisation.iban:
        banking.set_account(organisation_id=organisation.pk, iban=_invented_iban(organisation.pk), actor=ACTOR, now=now)
    if not selectors.get_account(account.pk).charges_enabled:
        link = gateway.onboarding_link(account.account_id, return_url=f"{registry.portal_origin()}/")
        cashier.complete_onboarding(link)
        account = payments.refresh_account(account_id=account.account_id, now=now)
    return account


def _invented_iban(number: int) -> str:
    return str(IBAN.generate("IT", bank_code="99999", branch_code="99999", account_code=f"{number:012d}"))


def _request(city: CityPlan) -> CityRequest:
    facts = city.municipality
    return CityRequest(
        name=facts["name"],
        slug=city.slug,
        istat_code=facts["istat"],
        domain=f"{city.slug}.{settings.FLEET_PUBLIC_HOST}",
        primary_colour=city.primary_colour,
        officer_email=f"primo.funzionario@{city.slug}.example.org",
        officer_name="Primo funzionario (dimostrativo)",
    )


def _details(call: CallPlan) -> CallDetails:
    facts = call.facts
    admitted = facts.get("proponents_admitted") or [facts.get("proponent") or facts.get("entrants", "")]
    return CallDetails(
        title=facts["title"],
        slug=call.slug,
        kind=CallKind(call.kind),
        summary=call.summary,
        description=call.description,
        legal_basis=facts.get("legal_basis", ""),
        programme=facts.get("programme", ""),
        action=facts.get("action", ""),
        project_code=facts.get("project_code", ""),
        cup=facts.get("cup", ""),
        project_officer=facts.get("rup", ""),
        areas=tuple(facts.get("areas") or facts.get("linked_interventions", ())),
        applicants_admitted=tuple(name for name in admitted if name),
        faq=tuple(Question(**row) for row in call.faq),
        is_demo=call.is_demo,
    )


def _publish(call: "Call", told: CallPlan, now: datetime) -> None:
    if told.document:
        call_services.save_rules(call_id=call.pk, document=told.document, now=now, actor=ACTOR)
    act_id = _act(call, Act(**told.publication), now)
    call_services.publish_call(call_id=call.pk, act_id=act_id, now=now, actor=ACTOR)


def _act(call: "Call", act: Act, now: datetime) -> int:
    dated: date = act.dated or now.date()
    registered = call_services.register_act(
        call_id=call.pk,
        kind=ActKind(act.kind),
        number=act.number,
        dated=dated,
        office=act.office,
        subject=act.subject,
        now=now,
        actor=ACTOR,
    )
    return registered.pk
