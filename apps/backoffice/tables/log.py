"""The whole audit log of the city."""

from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms

from apps.audit import selectors
from apps.backoffice import lists
from apps.backoffice.audit_words import OBJECTS
from apps.backoffice.presenters import trail
from apps.kernel.periods import end_of_day
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.audit.models import AuditEvent


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class Filters(lists.Filters):
    """Kind of object and days, both included."""

    oggetto = forms.ChoiceField(label="Oggetto", choices=[("", "Tutti"), *OBJECTS.items()])
    dal = _day("Dal")
    al = _day("Al")


def find(asked: dict[str, Any]) -> "QuerySet[AuditEvent]":
    """Return the acts that are asked for, newest first."""
    zone = registry.current_tenant().time_zone
    first, last = asked["dal"], asked["al"]
    return selectors.search(
        object_kind=asked["oggetto"],
        since=datetime.combine(first, time.min, ZoneInfo(zone)) if first else None,
        until=end_of_day(last, zone) if last else None,
    )


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
            lists.text("dettagli", "Dettagli", trail.detail),
            lists.text("codice", "Codice", lambda event: event.verb).exported(),
        ),
        filters=Filters,
        search=("actor", "verb"),
        empty_title="Registro vuoto",
        empty_text="Ogni operazione dell'ufficio e della piattaforma lascia qui una riga, che nessuno può cambiare.",
    )
