"""The languages that a page offers, as links to itself."""

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from apps.kernel.languages import PARAMETER


@dataclass(frozen=True)
class Choice:
    """One language: its code, its own name, the address of this page in it."""

    code: str
    name: str
    path: str
    is_current: bool


def choices_for(request: HttpRequest) -> list[Choice]:
    """Return the languages of a page; none when there is nothing to choose."""
    if len(settings.OFFERED_LANGUAGES) == 1:
        return []
    query, current = request.GET.copy(), translation.get_language()
    found = []
    for code, name in cast("list[tuple[str, str]]", settings.LANGUAGES):
        if code in settings.OFFERED_LANGUAGES:
            query[PARAMETER] = code
            found.append(Choice(code, name, f"{request.path}?{query.urlencode()}", code == current))
    return found
