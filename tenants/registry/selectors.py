"""Reads of the registry."""

from django.conf import settings
from django.db import connection

from tenants.registry.models import AgendaItem, Domain, PaymentAccount, Tenant
from tenants.registry.states import TenantState


def current_tenant() -> Tenant:
    """Return the tenant of the current schema."""
    return get_tenant(connection.schema_name)


def get_tenant(schema_name: str) -> Tenant:
    """Return the tenant of a schema; raises Tenant.DoesNotExist."""
    return Tenant.objects.get(schema_name=schema_name)


def portal_origin() -> str:
    """Return scheme, host and port of the current tenant's portal, as people write it."""
    return origin_of(connection.schema_name)


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


def schema_of_account(account_id: str) -> str | None:
    """Return the schema that a connected payment account belongs to, or None."""
    return PaymentAccount.objects.filter(account_id=account_id).values_list("schema_name", flat=True).first()


def get_agenda_item(item_id: int) -> AgendaItem | None:
    """Return an agenda item, or None when it has been done meanwhile."""
    return AgendaItem.objects.filter(pk=item_id).first()


def list_agenda(schema_name: str, kind: str) -> list[AgendaItem]:
    """Return what is owed in a schema for one kind, earliest first."""
    return list(AgendaItem.objects.filter(schema_name=schema_name, kind=kind).order_by("due_at", "pk"))
