"""Bad messages, written past the service."""

from typing import Any

import pytest

from apps.notifications.models import Message
from tests.factories.city import NOW
from tests.factories.constraints import refused

pytestmark = pytest.mark.usefixtures("milano")


def write(**fields: Any) -> Message:
    return Message.objects.create(**{"kind": "news", "key": "1", "to": "ada@example.org", "created_at": NOW, **fields})


def test_a_fact_is_told_once() -> None:
    write()
    with refused("message_once_per_fact"):
        write()


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("message_state_known", {"state": "lost", "sent_at": NOW}),
        ("message_sent_has_an_instant", {"state": "sent"}),
    ],
)
def test_a_bad_message_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write(**fields)
