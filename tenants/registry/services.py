"""Writes of the registry: the payment-account map and the agenda of due work.

The agenda is outbox and sweep in one. A row is written in the same transaction as the fact that it follows from, so
nothing is owed without a row; the worker is nudged after the commit; what the nudge loses, the tick finds again.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from celery import current_app
from django.db import connection, transaction
from django.db.models import F

from tenants.registry import hosts, workers
from tenants.registry.looks import DomainTaken
from tenants.registry.models import AgendaItem, Domain, PaymentAccount, Tenant
from tenants.registry.schema import current_schema
from tenants.registry.states import TenantState

NUDGE_LEASE = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)
BATCH = 500

_PUT = """
INSERT INTO public.registry_agendaitem (schema_name, kind, key, due_at, stamp, attempts, last_error)
VALUES (%s, %s, %s, %s, 1, 0, '')
ON CONFLICT (schema_name, kind, key)
DO UPDATE SET due_at = excluded.due_at, stamp = registry_agendaitem.stamp + 1, attempts = 0, last_error = ''
RETURNING id
"""

_LEASE = """
UPDATE public.registry_agendaitem SET due_at = %(until)s
WHERE id IN (
    SELECT item.id FROM public.registry_agendaitem item
    JOIN public.registry_tenant tenant USING (schema_name)
    WHERE item.due_at <= %(now)s AND tenant.state = 'active'
    ORDER BY item.due_at, item.id LIMIT %(batch)s
    FOR UPDATE OF item SKIP LOCKED
)
RETURNING id, schema_name
"""

_PUT_ALL = """
INSERT INTO public.registry_agendaitem (schema_name, kind, key, due_at, stamp, attempts, last_error)
SELECT %s, %s, key, %s, 1, 0, '' FROM unnest(%s::text[]) AS key
ON CONFLICT (schema_name, kind, key)
DO UPDATE SET due_at = excluded.due_at, stamp = registry_agendaitem.stamp + 1, attempts = 0, last_error = ''
"""

_OWE = """
INSERT INTO public.registry_agendaitem (schema_name, kind, key, due_at, stamp, attempts, last_error)
VALUES (%s, %s, %s, %s, 1, 0, '') ON CONFLICT (schema_name, kind, key) DO NOTHING
"""

_TAKE_OFF = "DELETE FROM public.registry_agendaitem WHERE schema_name = %s AND kind = %s AND key = %s"
_COMPLETE = "DELETE FROM public.registry_agendaitem WHERE id = %s AND stamp = %s"


def ensure_national_tenant(*, host: str, now: datetime) -> None:
    """Make sure that the national portal is a tenant, in the public schema, answering on its host."""
    national, _ = Tenant.objects.get_or_create(
        schema_name="public",
        defaults={"name": "Portale nazionale", "slug": "nazionale", "state": TenantState.ACTIVE, "created_at": now},
    )
    Domain.objects.get_or_create(domain=host, defaults={"tenant": national, "is_primary": True})


def create_city(
    *, name: str, slug: str, schema_name: str, istat_code: str, primary_colour: str, is_demo: bool, now: datetime
) -> Tenant:
    """Write the row of a requested city; nothing answers for it yet. Raises IntegrityError on a taken name."""
    return Tenant.objects.create(
        name=name,
        slug=slug,
        schema_name=schema_name,
        istat_code=istat_code,
        primary_colour=primary_colour,
        is_demo=is_demo,
        created_at=now,
    )


def add_domain(*, tenant: Tenant, domain: str) -> None:
    """Make a tenant answer on a host; saying it again changes nothing. Raises DomainTaken."""
    row, _ = Domain.objects.get_or_create(domain=domain.lower(), defaults={"tenant": tenant, "is_primary": True})
    if row.tenant_id != tenant.pk:
        raise DomainTaken(domain)
    hosts.forget()


def set_state(*, tenant: Tenant, state: TenantState) -> None:
    """Write a tenant's state, in force in this process at once and in the others after `hosts.SECONDS`."""
    Tenant.objects.filter(pk=tenant.pk).update(state=state)
    tenant.state = state
    transaction.on_commit(hosts.forget)


def map_payment_account(*, account_id: str, now: datetime) -> None:
    """Say that a connected account belongs to the current schema; saying it again changes nothing."""
    PaymentAccount.objects.get_or_create(
        account_id=account_id, defaults={"schema_name": current_schema(), "created_at": now}
    )


def put_on_agenda(*, kind: str, key: str, due_at: datetime, now: datetime) -> None:
    """Owe one piece of work in the current schema, in the current transaction.

    Putting the same kind and key again moves the instant. Work that is due already is nudged after the commit, and
    found again by the tick after `NUDGE_LEASE` when the nudge was lost.
    """
    schema_name = current_schema()
    is_due = due_at <= now
    with connection.cursor() as cursor:
        cursor.execute(_PUT, [schema_name, kind, key, now + NUDGE_LEASE if is_due else due_at])
        (item_id,) = cursor.fetchone()
    if is_due:
        transaction.on_commit(lambda: _send(item_id, schema_name), robust=True)


def owe_after_commit(*, kind: str, key: str, due_at: datetime) -> None:
    """Owe later work in the current schema once the current transaction is committed, unless it is owed already.

    For work that a nightly item finds again: it takes no lock in the transaction, and is lost with the process.
    """
    parameters = (current_schema(), kind, key, due_at)

    def owe() -> None:
        with connection.cursor() as cursor:
            cursor.execute(_OWE, parameters)

    transaction.on_commit(owe, robust=True)


def put_all_on_agenda(*, kind: str, keys: Sequence[str], due_at: datetime) -> None:
    """Owe many pieces of work of one kind, in one statement; the tick finds them, nobody is nudged."""
    with connection.cursor() as cursor:
        cursor.execute(_PUT_ALL, [current_schema(), kind, due_at, list(keys)])


def take_off_agenda(*, kind: str, key: str) -> None:
    """Owe this work no longer in the current schema."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OFF, [current_schema(), kind, key])


def dispatch_due(*, now: datetime, lease_seconds: int) -> int:
    """Lease what is due in all active cities with one statement, send it to the workers, return how many items.

    Nothing is leased while the workers have enough to do: a lease that ends in the queue would be sent again.
    """
    if workers.have_enough():
        return 0
    until = now + timedelta(seconds=lease_seconds)
    with connection.cursor() as cursor:
        cursor.execute(_LEASE, {"until": until, "now": now, "batch": BATCH})
        leased = cursor.fetchall()
    for item_id, schema_name in leased:
        _send(item_id, schema_name)
    return len(leased)


def complete_item(*, item: AgendaItem) -> None:
    """Delete an item that was done, unless it has been put again since it was read."""
    with connection.cursor() as cursor:
        cursor.execute(_COMPLETE, [item.pk, item.stamp])


def fail_item(*, item: AgendaItem, error: Exception, now: datetime) -> None:
    """Keep an item that failed, to be tried again after 5 s, 10 s, 20 s ... at most an hour."""
    wait = min(timedelta(seconds=5 * 2 ** min(item.attempts, 12)), LONGEST_WAIT)
    AgendaItem.objects.filter(pk=item.pk, stamp=item.stamp).update(
        attempts=F("attempts") + 1, due_at=now + wait, last_error=f"{type(error).__name__}: {error}"[:2000]
    )


def _send(item_id: int, schema_name: str) -> None:
    current_app.send_task("agenda.run", args=[item_id], headers={"_schema_name": schema_name}, retry=False)
