"""Writes of how a city presents itself and on which hosts: in force here at once, elsewhere in `hosts.SECONDS`."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import transaction

from tenants.registry import hosts
from tenants.registry.models import Domain, Tenant


class DomainTaken(Exception):
    """Another tenant answers on that host."""


class KeptDomain(Exception):
    """The host is the city's main one or its only one, so it stays."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """All that the frame of a city's pages is made of; the fields are the tenant's columns."""

    name: str
    tagline: str = ""
    primary_colour: str
    secondary_colour: str = ""
    arms: str = ""
    photograph: dict[str, Any] = field(default_factory=dict)
    contacts: dict[str, str] = field(default_factory=dict)
    footer_links: list[dict[str, str]] = field(default_factory=list)
    cofunding: dict[str, Any] = field(default_factory=dict)
    usual_cents: list[int] = field(default_factory=list)
    sender_address: str = ""
    accessibility_statement_url: str = ""
    accessibility_statement_date: date | None = None
    language: str = "it"


def publish_look(*, tenant: Tenant, look: Look) -> None:
    """Write a city's look on its row."""
    values = asdict(look)
    Tenant.objects.filter(pk=tenant.pk).update(**values)
    for name, value in values.items():
        setattr(tenant, name, value)
    transaction.on_commit(hosts.forget)


def add_alias(*, tenant: Tenant, domain: str) -> None:
    """Make a city answer on one more host, not its main one; again, it changes nothing. Raises DomainTaken."""
    row, _ = Domain.objects.get_or_create(domain=domain, defaults={"tenant": tenant, "is_primary": False})
    if row.tenant_id != tenant.pk:
        raise DomainTaken(domain)
    transaction.on_commit(hosts.forget)


@transaction.atomic
def set_primary(*, tenant: Tenant, domain: str) -> None:
    """Choose the host that e-mails and canonical addresses name, one of the city's; raises Domain.DoesNotExist."""
    rows = _lock_domains(tenant)
    if domain not in rows:
        raise Domain.DoesNotExist(domain)
    Domain.objects.filter(tenant=tenant, is_primary=True).update(is_primary=False)
    Domain.objects.filter(pk=rows[domain].pk).update(is_primary=True)
    transaction.on_commit(hosts.forget)


@transaction.atomic
def remove_domain(*, tenant: Tenant, domain: str) -> None:
    """Stop answering on a host; one that is not the city's changes nothing. Raises KeptDomain."""
    rows = _lock_domains(tenant)
    if domain not in rows:
        return
    if len(rows) == 1 or rows[domain].is_primary:
        raise KeptDomain(domain)
    Domain.objects.filter(pk=rows[domain].pk).delete()
    transaction.on_commit(hosts.forget)


def _lock_domains(tenant: Tenant) -> dict[str, Domain]:
    Tenant.objects.select_for_update(no_key=True).get(pk=tenant.pk)
    return {row.domain: row for row in Domain.objects.filter(tenant=tenant)}
