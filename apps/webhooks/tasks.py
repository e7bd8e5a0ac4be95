"""Tasks of the inbox."""

from celery import shared_task

from apps.kernel import clock
from apps.webhooks import services


@shared_task(name="webhooks.process")
def process(event_pk: int) -> None:
    """Process one stored event."""
    services.process_event(event_pk=event_pk, now=clock.now())


@shared_task(name="webhooks.sweep")
def sweep() -> None:
    """Find the events that were received and not processed."""
    services.sweep(now=clock.now())
