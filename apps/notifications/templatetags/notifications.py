"""How many messages wait for who is signed in, for the header of every page; the language of what letters quote."""

from typing import Any

from django import template
from django.utils.translation import get_language

from apps.kernel.texts import ITALIAN
from apps.notifications import selectors
from apps.notifications.rules import markup

register = template.Library()


@register.simple_tag(takes_context=True)
def unread_messages(context: dict[str, Any]) -> int:
    """Return the count in one query, without any for who is not signed in."""
    user = context.get("user")
    return selectors.count_unread(user.pk) if user is not None and user.is_authenticated else 0


@register.filter
def quoted(words: str) -> str:
    """Return what people wrote, marked with its language in a letter of another one (WCAG 3.1.2)."""
    language = getattr(words, "lang", ITALIAN)
    return str(words) if get_language() == language else markup.said_in(language, str(words))


@register.simple_tag(takes_context=True)
def page(context: dict[str, Any], path: str) -> str:
    """Return the address of a page of the portal for the reader of a letter, as its other links lead there."""
    return f"{context['origin']}{context['reader'].path(path)}"
