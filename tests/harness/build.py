"""Run by `cluster`, in a process of the owner: every schema migrated, and the cities that tests use."""

import django

CITIES = {"milano": ("Milano", "015146"), "venezia": ("Venezia", "027042")}


def main() -> None:
    """Migrate public and template, then bring the cities live."""
    django.setup()
    from apps.kernel import clock
    from tenants.fleet import services as fleet

    fleet.migrate_fleet(clock=clock.now, say=print)
    for slug, (name, istat_code) in CITIES.items():
        _make_city(slug, name, istat_code)


def _make_city(slug: str, name: str, istat_code: str) -> None:
    from apps.kernel import clock
    from tenants.fleet import services as fleet
    from tenants.registry.models import Domain, Tenant

    now = clock.now()
    fleet.provide_schema(schema_name=f"c_{slug}", now=now)
    tenant = Tenant.objects.create(
        schema_name=f"c_{slug}", name=name, slug=slug, istat_code=istat_code, state="active", created_at=now
    )
    Domain.objects.create(tenant=tenant, domain=f"{slug}.localhost", is_primary=True)


if __name__ == "__main__":
    main()
