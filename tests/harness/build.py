"""Run by `cluster`, in a process of the owner: every schema migrated, and the cities that tests use."""

import django

CITIES = {"milano": ("Milano", "015146"), "venezia": ("Venezia", "027042")}
NOT_FOR_TESTS = ("smoke", "invitation")


def main() -> None:
    """Migrate public and template, then do the onboarding's steps, except those that need finished pages."""
    django.setup()
    from apps.kernel import clock
    from tenants.fleet import services as fleet

    fleet.migrate_fleet(clock=clock.now, say=print)
    for slug, (name, istat_code) in CITIES.items():
        _make_city(slug, name, istat_code)


def _make_city(slug: str, name: str, istat_code: str) -> None:
    from apps.kernel import clock
    from tenants.onboarding import services as onboarding
    from tenants.onboarding.models import OnboardingRequest
    from tenants.onboarding.rules import CityRequest
    from tenants.onboarding.steps import STEPS, Subject
    from tenants.registry import services as registry
    from tenants.registry.states import TenantState

    request = CityRequest(
        name=name,
        slug=slug,
        istat_code=istat_code,
        domain=f"{slug}.localhost",
        primary_colour="#a4343a",
        officer_email=f"funzionario@{slug}.example",
        officer_name="Primo Funzionario",
    )
    tenant = onboarding.request_city(request=request, is_demo=False, actor="tests", now=clock.now())
    registry.set_state(tenant=tenant, state=TenantState.PROVISIONING)
    subject = Subject(tenant, OnboardingRequest.objects.get(tenant=tenant), clock.now())
    for step in STEPS:
        if step.name not in NOT_FOR_TESTS:
            step.run(subject)


if __name__ == "__main__":
    main()
