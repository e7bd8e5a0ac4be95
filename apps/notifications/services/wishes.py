"""What the reader of an address wants to be sent."""

from datetime import datetime

from apps.notifications.models import Preference
from apps.notifications.states import OPTIONAL, Topic, Wish


def set_wish(*, address: str, topic: Topic, wish: Wish, now: datetime) -> None:
    """Write how the reader of an address wants a topic. Raises ValueError for one that cannot be switched off."""
    if topic not in OPTIONAL:
        raise ValueError(f"{topic} is always told")
    Preference.objects.update_or_create(
        address=address.lower(), topic=topic, defaults={"wish": wish, "changed_at": now}
    )


def unsubscribe(*, address: str, topic: Topic, now: datetime) -> None:
    """Switch a topic off for an address; doing it twice changes nothing."""
    set_wish(address=address, topic=topic, wish=Wish.NONE, now=now)


def carry_wishes(*, before: str, after: str, now: datetime) -> None:
    """Give the address that a person is written to from now on the wishes of the one before; its own ones stay."""
    for topic, wish in Preference.objects.filter(address=before.lower()).values_list("topic", "wish"):
        Preference.objects.get_or_create(address=after.lower(), topic=topic, defaults={"wish": wish, "changed_at": now})
