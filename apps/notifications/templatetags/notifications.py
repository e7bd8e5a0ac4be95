"""How many messages wait for who is signed in: for the header of every page."""

from typing import Any

from django import template

from apps.notifications import selectors

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_messages(context: dict[str, Any]) -> int:
    """Return the count in one query, without any for who is not signed in."""
    user = context.get("user")
    return selectors.count_unread(user.pk) if user is not None and user.is_authenticated else 0
