"""The two tasks of the agenda: find what is due, and do one item of it."""

from datetime import timedelta

from celery import shared_task
from django.conf import settings
from django.utils.module_loading import import_string

from apps.kernel import clock
from colletta.agenda import AGENDA
from tenants.registry import selectors
from tenants.registry import services as registry
from tenants.registry.schema import current_schema
from tenants.registry.states import TenantState

LONGEST_LEASE = timedelta(seconds=settings.AGENDA_LEASE_SECONDS) + registry.NUDGE_LEASE


class WrongSchema(Exception):
    """The worker did not enter the item's schema: nothing is done, and the item comes back after its lease."""


@shared_task(name="agenda.tick")
def tick() -> None:
    """Lease the items that are due and send each to a worker."""
    registry.dispatch_due(now=clock.now(), lease_seconds=settings.AGENDA_LEASE_SECONDS)


@shared_task(name="agenda.run")
def run(item_id: int) -> None:
    """Do one agenda item in the schema that this task was sent for, unless it was put off meanwhile.

    An item of a city that was suspended meanwhile stays for the day when it is active again. Raises WrongSchema:
    Celery goes on in the public schema when the tenant cannot be read, as while the database restarts.
    """
    item = selectors.get_agenda_item(item_id)
    if item is None or item.due_at > clock.now() + LONGEST_LEASE:
        return
    if item.schema_name != current_schema():
        raise WrongSchema(f"{item} in {current_schema()}")
    if selectors.current_tenant().state != TenantState.ACTIVE:
        return
    handler = import_string(AGENDA[item.kind].replace(":", "."))
    try:
        handler(key=item.key, now=clock.now())
    except Exception as error:
        registry.fail_item(item=item, error=error, now=clock.now())
        raise
    registry.complete_item(item=item)
