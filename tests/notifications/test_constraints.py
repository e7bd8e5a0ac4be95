"""Bad messages, wishes and wordings, written past the service."""

from typing import Any

import pytest
from django.db import ProgrammingError, transaction

from apps.notifications.models import Message, Preference, Suppression, Wording
from tests.factories.city import NOW
from tests.factories.constraints import refused

pytestmark = pytest.mark.usefixtures("milano")
KEPT = {"subject": "Novità", "message_id": "<1@example.org>"}


def write(**fields: Any) -> Message:
    named = {"kind": "news", "key": "1", "topic": "campaigns", "to": "ada@example.org", "created_at": NOW, **fields}
    return Message.objects.create(**named)


def test_a_fact_is_told_once() -> None:
    write()
    with refused("message_once_per_fact"):
        write()


def test_what_a_person_hears_once_is_told_by_one_kind() -> None:
    write(once="update-1-user-1")
    write(kind="other", once="update-1-user-2")
    write(key="2")
    with refused("message_once_per_person"):
        write(kind="other", key="3", once="update-1-user-1")


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("message_state_known", {"state": "lost"}),
        ("message_topic_known", {"topic": "weather"}),
        ("message_sent_has_an_instant", {"state": "sent", **KEPT}),
        ("message_sent_has_an_instant", {"state": "queued", "sent_at": NOW}),
        ("message_ended_has_an_instant", {"state": "failed", **KEPT}),
        ("message_ended_has_an_instant", {"state": "queued", "ended_at": NOW}),
        ("message_sent_is_kept", {"state": "sent", "sent_at": NOW}),
        ("message_sent_is_kept", {"state": "bounced", "ended_at": NOW, "subject": "Novità"}),
    ],
)
def test_a_bad_message_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    with refused(constraint):
        write(**fields)


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("preference_of_optional_topics", {"topic": "donations"}),
        ("preference_of_optional_topics", {"topic": "account"}),
        ("preference_address_lower_case", {"address": "Ada@example.org"}),
        ("preference_wish_known", {"wish": "later"}),
    ],
)
def test_a_bad_wish_is_refused_by_name(constraint: str, fields: dict[str, Any]) -> None:
    named = {"address": "ada@example.org", "topic": "campaigns", "wish": "none", "changed_at": NOW, **fields}
    with refused(constraint):
        Preference.objects.create(**named)


def test_a_reader_has_one_wish_for_a_topic_and_one_suppression() -> None:
    Preference.objects.create(address="a@example.org", topic="campaigns", wish="none", changed_at=NOW)
    Suppression.objects.create(address="a@example.org", reason="550", created_at=NOW)
    with refused("preference_once_per_topic"):
        Preference.objects.create(address="a@example.org", topic="campaigns", wish="digest", changed_at=NOW)
    with refused("suppression_once_per_address"):
        Suppression.objects.create(address="a@example.org", reason="550", created_at=NOW)
    with refused("suppression_address_lower_case"):
        Suppression.objects.create(address="B@example.org", reason="550", created_at=NOW)


def test_a_wording_is_one_for_a_kind_and_says_something() -> None:
    words = {"kind": "campaign_funded", "language": "it", "written_by": "ada", "written_at": NOW}
    Wording.objects.create(**words, subject="Sì", body="Ciao")
    with refused("wording_once_per_kind"):
        Wording.objects.create(**words, subject="Sì", body="Ciao")
    with refused("wording_says_something"):
        Wording.objects.create(**{**words, "kind": "x"}, subject="Sì", body="")


@pytest.mark.parametrize("field", ["kind", "key", "topic", "created_at"])
def test_what_a_message_was_about_is_never_written_over(field: str) -> None:
    message = write()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**{field: getattr(message, field)})
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        message.delete()
