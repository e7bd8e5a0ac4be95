"""Messages of the community: to one author about a text, and to followers about a fact."""

from datetime import datetime

from apps.community import selectors
from apps.community.labels import REASONS
from apps.community.models import Comment
from apps.community.selectors.texts import Spoken, what_of
from apps.community.states import Reason
from apps.notifications import services as notifications
from apps.notifications.states import Topic
from apps.people import selectors as people

EXCERPT = 300


def own_path(row: Spoken) -> str:
    """Return the page where its author changes, takes back or contests a text."""
    return f"/partecipa/{'commenti' if isinstance(row, Comment) else 'domande'}/{row.pk}/"


def tell_author(row: Spoken, kind: str, now: datetime) -> None:
    """Owe its author a message about what the office did of a text, once per act."""
    user = people.find_user(row.author_id) if row.author_id else None
    if user is None or not user.is_active:
        return
    number = len(selectors.acts_of(row))
    data: dict[str, object] = {
        "name": user.name,
        "excerpt": row.text[:EXCERPT],
        "reason": str(REASONS[Reason(row.hidden_reason)]) if row.hidden_reason else "",
        "may_contest": row.contested_at is None,
        "path": own_path(row),
    }
    key = f"{what_of(row)}-{row.pk}-{number}"
    notifications.enqueue(kind=kind, key=key, to=user.email, data=data, now=now, user_id=user.pk, topic=Topic.ACCOUNT)


def tell_follower(
    *, user_id: int, kind: str, fact: str, topic: Topic, data: dict[str, object], now: datetime, once: str = ""
) -> None:
    """Owe a person a message about a fact, once however many things they follow; `once` where donors hear of it too."""
    user = people.find_user(user_id)
    if user is None or not user.is_active or not people.verified_addresses(user_id):
        return
    notifications.enqueue(
        kind=kind,
        key=f"{fact}-{user_id}",
        to=user.email,
        data={"name": user.name, **data},
        now=now,
        user_id=user_id,
        topic=topic,
        once=notifications.once_per_reader(once, address=user.email, user_id=user_id) if once else "",
    )
