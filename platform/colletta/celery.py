"""The Celery application, aware of the city, and the whole list of what runs periodically."""

import os

from celery.signals import setup_logging
from django.conf import settings
from django_structlog.celery.steps import DjangoStructLogInitStep
from tenant_schemas_celery.app import CeleryApp

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "colletta.settings.demo")

STALE_SECONDS = 30

app = CeleryApp("colletta")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.steps["worker"].add(DjangoStructLogInitStep)
app.autodiscover_tasks(["colletta", "apps.webhooks", "tenants.fleet"])


@app.on_after_configure.connect
def schedule(sender: CeleryApp, **_: object) -> None:
    """Register the periodic tasks: none of them loops over the cities, and none is done that waited long."""
    sender.add_periodic_task(settings.AGENDA_TICK_SECONDS, app.signature("agenda.tick"), expires=STALE_SECONDS)
    sender.add_periodic_task(15, app.signature("webhooks.sweep"), expires=STALE_SECONDS)
    sender.add_periodic_task(60, app.signature("fleet.refill_spares"))


@setup_logging.connect
def keep_logging(**_: object) -> None:
    """Leave logging as the settings have configured it: with a receiver here Celery does not touch it."""
