"""Bad events, written past the service."""

from typing import Any

import pytest

from apps.webhooks.models import WebhookEvent
from tests.factories.city import NOW
from tests.factories.constraints import refused

pytestmark = pytest.mark.usefixtures("public")


def write(**fields: Any) -> WebhookEvent:
    values = {"event_id": "evt_1", "type": "account.updated", "payload": {}, "received_at": NOW, "retry_at": NOW}
    return WebhookEvent.objects.create(**{**values, **fields})


def test_an_event_is_kept_once() -> None:
    write()
    with refused("webhook_event_once"):
        write()


def test_a_state_that_nobody_knows_is_refused() -> None:
    with refused("webhook_state_known"):
        write(state="lost")
