"""The list of cases: those that are open unless others are asked for, oldest first."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.presenters import cases as presenter
from apps.cases import selectors
from apps.cases.states import LABELS, CaseKind, CaseState
from apps.kernel import clock

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.cases.models import Case

AGES = (("", "In qualsiasi giorno"), ("7", "Da più di 7 giorni"), ("30", "Da più di 30 giorni"))


class Filters(lists.Filters):
    """State, kind and age."""

    stato = forms.ChoiceField(
        label="Stato",
        choices=[("", "Tutti"), *((str(state), presenter.STATE_LABELS[state]) for state in CaseState)],
        initial=str(CaseState.OPEN),
    )
    tipo = forms.ChoiceField(label="Tipo", choices=[("", "Tutti"), *((str(kind), LABELS[kind]) for kind in CaseKind)])
    da = forms.ChoiceField(label="Aperto", choices=AGES)


def find(asked: dict[str, Any]) -> "QuerySet[Case]":
    """Return the cases that are asked for."""
    return selectors.find_cases(
        state=CaseState(asked["stato"]) if asked["stato"] else None,
        kind=CaseKind(asked["tipo"]) if asked["tipo"] else None,
        opened_before=clock.now() - timedelta(days=int(asked["da"])) if asked["da"] else None,
    )


def _rows(found: "Sequence[Case]") -> list[presenter.CaseRow]:
    now = clock.now()
    return [presenter.row(case, now) for case in found]


TABLE = lists.Table(
    file="casi",
    title="Casi",
    columns=(
        lists.link("caso", "Caso", lambda row: lists.Link(row.kind, f"/gestione/casi/{row.case.pk}/"), sort=("kind",)),
        lists.number("numero", "Numero", lambda row: row.case.pk, sort=("pk",)).exported(),
        lists.state("stato", "Stato", lambda row: lists.State(row.state, row.tone), sort=("state",)),
        lists.text("cosa", "Che cosa", lambda row: row.case.summary),
        lists.moment("aperto", "Aperto", lambda row: row.case.opened_at, sort=("opened_at",)),
        lists.number("giorni", "Giorni", lambda row: row.days),
        lists.text("oggetto", "Oggetto", lambda row: row.case.subject).exported(),
        lists.moment("chiuso", "Chiuso", lambda row: row.case.resolved_at).exported(),
        lists.text("da-chi", "Chiuso da", lambda row: row.case.resolved_by).exported(),
        lists.text("come", "Come è finito", lambda row: row.case.resolution).exported(),
    ),
    filters=Filters,
    search=("summary", "subject"),
    prepare=_rows,
    empty_title="Nessun caso aperto",
    empty_text="Quando qualcosa non va da solo, compare qui con che cosa fare.",
)
