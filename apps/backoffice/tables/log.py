"""The whole audit log of the city."""

from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.db.models import Q

from apps.audit import selectors
from apps.backoffice import lists
from apps.backoffice.audit_words import OBJECTS, VERBS
from apps.backoffice.lists.filters import LONGEST_SEARCH
from apps.backoffice.presenters import trail
from apps.kernel.periods import end_of_day
from apps.search.rules import bare
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.audit.models import AuditEvent


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class Filters(lists.Filters):
    """Words (who, what), kind of object and days, both included."""

    q = forms.CharField(
        label="Chi o che cosa", max_length=LONGEST_SEARCH, widget=forms.TextInput(attrs={"type": "search"})
    )
    oggetto = forms.ChoiceField(label="Oggetto", choices=[("", "Tutti"), *OBJECTS.items()])
    dal = _day("Dal")
    al = _day("Al")


def find(asked: dict[str, Any]) -> "QuerySet[AuditEvent]":
    """Return the acts that are asked for, newest first."""
    zone = registry.current_tenant().time_zone
    first, last = asked["dal"], asked["al"]
    found = selectors.search(
        object_kind=asked["oggetto"],
        since=datetime.combine(first, time.min, ZoneInfo(zone)) if first else None,
        until=end_of_day(last, zone) if last else None,
    )
    for word in asked["q"].split():
        found = found.filter(Q(actor__unaccent__icontains=word) | Q(verb__in=_verbs(word)))
    return found


def _verbs(word: str) -> list[str]:
    """Return the verbs that are said with a word, or are written with it."""
    return [verb for verb, said in VERBS.items() if bare(word) in bare(said) or word in verb]


def table(reach: Callable[[str], str]) -> lists.Table:
    """Return the list of acts; `reach` leaves of an address only what who reads may open."""
    return lists.Table(
        file="registro",
        title="Registro delle operazioni",
        columns=(
            lists.text("cosa", "Che cosa", trail.what, sort=("verb",)),
            lists.moment("quando", "Quando", lambda event: event.at, sort=("at",)),
            lists.text("chi", "Chi", trail.actor, sort=("actor",)),
            lists.link(
                "oggetto",
                "Oggetto",
                lambda event: lists.Link(trail.object_name(event), reach(trail.object_path(event))),
                sort=("object_kind", "object_id"),
            ),
            lists.long_text("dettagli", "Dettagli", trail.detail),
            lists.text("codice", "Codice", lambda event: event.verb).exported(),
        ),
        filters=Filters,
        empty_title="Registro vuoto",
        empty_text="Ogni operazione dell'ufficio e della piattaforma lascia qui una riga, che nessuno può cambiare.",
    )
