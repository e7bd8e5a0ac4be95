"""Reads of the registry."""

from collections.abc import Collection

from django.conf import settings

from tenants.registry.models import AgendaItem, Domain, PaymentAccount, Tenant
from tenants.registry.schema import current_schema
from tenants.registry.states import TenantState


def current_tenant() -> Tenant:
    """Return the tenant of the current schema."""
    return get_tenant(current_schema())


def get_tenant(schema_name: str) -> Tenant:
    """Return the tenant of a schema; raises Tenant.DoesNotExist."""
    return Tenant.objects.get(schema_name=schema_name)


def portal_origin() -> str:
    """Return scheme, host and port of the current tenant's portal, as people write it."""
    return origin_of(current_schema())


def origin_of(schema_name: str) -> str:
    """Return scheme, host and port of a tenant's portal; raises Domain.DoesNotExist."""
    host = Domain.objects.get(tenant__schema_name=schema_name, is_primary=True).domain
    port = f":{settings.PUBLIC_PORT}" if settings.PUBLIC_PORT else ""
    return f"{settings.PUBLIC_SCHEME}://{host}{port}"


def list_cities() -> list[Tenant]:
    """Return every municipality, whatever its state, by name."""
    return list(Tenant.objects.exclude(schema_name="public").order_by("name"))


def list_active_cities() -> list[Tenant]:
    """Return the municipalities that serve pages, by name."""
    return list(Tenant.objects.exclude(schema_name="public").filter(state=TenantState.ACTIVE).order_by("name"))


def get_city(tenant_id: int) -> Tenant:
    """Return a municipality by its id; raises Tenant.DoesNotExist."""
    return Tenant.objects.exclude(schema_name="public").get(pk=tenant_id)


def lock_city(tenant_id: int) -> Tenant:
    """Return a municipality, locked until the end of the transaction; raises Tenant.DoesNotExist."""
    return Tenant.objects.select_for_update().exclude(schema_name="public").get(pk=tenant_id)


def find_city_by_id(tenant_id: int) -> Tenant | None:
    """Return a municipality by its id, or None."""
    return Tenant.objects.exclude(schema_name="public").filter(pk=tenant_id).first()


def find_city(slug: str) -> Tenant | None:
    """Return a municipality by its slug, or None."""
    return Tenant.objects.exclude(schema_name="public").filter(slug=slug).first()


def is_slug_taken(slug: str) -> bool:
    """Tell whether a tenant has this slug."""
    return Tenant.objects.filter(slug=slug).exists()


def is_schema_name_taken(schema_name: str) -> bool:
    """Tell whether a tenant has this schema name."""
    return Tenant.objects.filter(schema_name=schema_name).exists()


def is_domain_taken(domain: str) -> bool:
    """Tell whether a tenant answers on this host."""
    return Domain.objects.filter(domain=domain.lower()).exists()


def list_domains(tenant: Tenant) -> list[Domain]:
    """Return the hosts of a tenant, the main one first, then by name."""
    return list(Domain.objects.filter(tenant=tenant).order_by("-is_primary", "domain"))


def primary_domain(tenant: Tenant) -> str | None:
    """Return the host on which a tenant is addressed, or None before it has one."""
    rows = Domain.objects.filter(tenant=tenant).order_by("-is_primary", "pk")
    return rows.values_list("domain", flat=True).first()


def schema_of_account(account_id: str) -> str | None:
    """Return the schema that a connected payment account belongs to, or None."""
    return PaymentAccount.objects.filter(account_id=account_id).values_list("schema_name", flat=True).first()


def get_agenda_item(item_id: int) -> AgendaItem | None:
    """Return an agenda item, or None when it has been done meanwhile."""
    return AgendaItem.objects.filter(pk=item_id).first()


def list_agenda(schema_name: str, kind: str) -> list[AgendaItem]:
    """Return what is owed in a schema for one kind, earliest first."""
    return list(AgendaItem.objects.filter(schema_name=schema_name, kind=kind).order_by("due_at", "pk"))


def next_due(kinds: Collection[str]) -> AgendaItem | None:
    """Return what is owed earliest in the current schema of some kinds, or None."""
    return AgendaItem.objects.filter(schema_name=current_schema(), kind__in=kinds).order_by("due_at", "pk").first()


def list_stuck() -> list[AgendaItem]:
    """Return the due work of the current schema that has failed at least once, most tried first."""
    return list(AgendaItem.objects.filter(schema_name=current_schema(), attempts__gt=0).order_by("-attempts", "due_at"))
