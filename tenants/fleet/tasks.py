"""The fleet's periodic work."""

from celery import shared_task

from apps.kernel import clock
from tenants.fleet import selectors, services


@shared_task(name="fleet.refill_spares")
def refill_spares() -> None:
    """Make the missing spares; while the schemas are not those of this code there is nothing to make them from."""
    if selectors.is_up_to_date():
        services.refill_spares(now=clock.now())
