"""The weekly digest: one message per person, only when there is something new, in the person's language.

It holds what the person asked to read weekly, which messages keep for it, and the news nobody is told at once:
campaigns begun where the person follows, their news, what residents of a followed district say, answers to questions.
"""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.community.models import DigestMark
from apps.community.rules.weeks import next_digest_at
from apps.community.selectors.following import followed_by
from apps.community.selectors.news import Item, news_of
from apps.notifications import selectors as messages
from apps.notifications import services as notifications
from apps.notifications.selectors import Held
from apps.notifications.states import Topic, Wish
from apps.people import selectors as people
from tenants.registry import services as registry

KIND = "digest"
_DIGESTED = {"campaign": "title", "update": "detail"}
"""What a line says as its message names it, and as the digest does."""


@transaction.atomic
def send_digest(*, key: str, now: datetime) -> None:
    """Owe person `key` the digest of what is new, and the next one's day; nothing for who follows nothing any more."""
    user_id = int(key)
    mark = DigestMark.objects.select_for_update(no_key=True).filter(user_id=user_id).first()
    user = people.find_user(user_id)
    if mark is None or user is None or not user.is_active:
        return
    wanted = {topic for topic in Topic if messages.wants(topic=topic, user_id=user_id) != Wish.NONE}
    held = [each for each in messages.held_for_digest(user_id) if each.topic in wanted]
    items = [*(_of_held(each) for each in held), *news_of(user_id, mark.told_until, now)]
    items = [item for item in items if item.topic in wanted]
    if items:
        topics = {item.topic for item in items}
        notifications.enqueue(
            kind=KIND,
            key=f"{user_id}-{mark.told_until:%Y%m%dT%H%M%S%f}",
            to=user.email,
            data={"name": user.name, "items": [asdict(item) for item in items]},
            now=now,
            user_id=user_id,
            topic=Topic.NEIGHBOURHOOD if Topic.NEIGHBOURHOOD in topics else Topic.CAMPAIGNS,
        )
        notifications.mark_digested(message_ids=[each.id for each in held], now=now)
    mark.told_until = now
    mark.save(update_fields=["told_until"])
    if held or followed_by(user_id):
        due_at = next_digest_at(timezone.localtime(now))
        registry.put_on_agenda(kind="digest.send", key=key, due_at=due_at, now=now)
    else:
        mark.delete()


def _of_held(held: Held) -> Item:
    translated: dict[str, dict[str, str]] = held.data.get("translations", {})
    return Item(
        kind=held.kind,
        title=str(held.data.get("campaign", "")),
        detail=str(held.data.get("update") or held.data.get("state") or ""),
        path=str(held.data.get("path", "/")),
        topic=held.topic,
        translations={
            language: {_DIGESTED[name]: text for name, text in said.items() if name in _DIGESTED}
            for language, said in translated.items()
        },
    )
