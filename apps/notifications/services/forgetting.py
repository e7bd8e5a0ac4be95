"""What is left of the messages of a person who leaves: that they went out, of which kind; to whom, no more.

Words about money stay as long as the books of the gifts that they are about; all other words go at once.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Upper

from apps.notifications import catalogue
from apps.notifications.models import Message, Preference
from apps.notifications.states import MessageState, Topic
from apps.people import selectors as people
from tenants.registry import services as registry

FORGET = "message.forget"
PATIENCE = timedelta(days=7)
"""How long after the end of a profile a message that is still on its way is looked at again."""
KEPT_WITH_BOOKS = frozenset({Topic.DONATIONS})
_LEFT = ("to", "data", "subject", "text", "html", "last_error")


@transaction.atomic
def forget_person(*, user_id: int, addresses: Sequence[str], now: datetime) -> None:
    """Take a closed profile's person out of her messages and wishes; `addresses` were hers.

    What is on its way still arrives, and is forgotten after that. Run again, it changes nothing.
    """
    own = Message.objects.alias(upper=Upper("to")).filter(upper__in=[address.upper() for address in addresses])
    own.filter(user__isnull=True).update(user_id=user_id)
    mine = _of(user_id)
    mine.filter(state=MessageState.HELD).update(state=MessageState.SUPPRESSED, ended_at=now)
    for message in mine.exclude(to=people.address_of(user_id)):
        if message.state == MessageState.QUEUED:
            registry.put_on_agenda(kind=FORGET, key=str(message.pk), due_at=now + PATIENCE, now=now)
        else:
            _forget(message)
    Preference.objects.filter(address__in=[address.lower() for address in addresses]).delete()


@transaction.atomic
def forget_message(*, key: str, now: datetime) -> None:
    """Take a person who left out of message `key`; one that is still on its way is looked at again later."""
    message = Message.objects.select_for_update(no_key=True).get(pk=int(key))
    if message.state == MessageState.QUEUED:
        registry.put_on_agenda(kind=FORGET, key=key, due_at=now + PATIENCE, now=now)
    else:
        _forget(message)


def forget_words(*, user_id: int) -> None:
    """Erase the words about money to who left, once no book asks for them. Run inside the caller's transaction."""
    for message in _of(user_id).filter(topic__in=KEPT_WITH_BOOKS).exclude(state=MessageState.QUEUED):
        _empty(message)
        message.save(update_fields=_LEFT)


def _of(user_id: int) -> QuerySet[Message]:
    return Message.objects.select_for_update(no_key=True).filter(user_id=user_id).order_by("pk")


def _forget(message: Message) -> None:
    message.to, message.data, message.last_error = people.address_of(message.user_id or 0), {}, ""
    if message.topic not in KEPT_WITH_BOOKS:
        _empty(message)
    message.save(update_fields=_LEFT)


def _empty(message: Message) -> None:
    message.subject, message.text, message.html = catalogue.label_of(message.kind), "", ""
