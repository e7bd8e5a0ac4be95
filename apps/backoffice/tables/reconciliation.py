"""The runs of the reconciliation: the latest of each account, or all of them."""

from typing import TYPE_CHECKING, Any

from django import forms

from apps.backoffice import lists
from apps.backoffice.presenters.reconciliation import name_of, tone_of
from apps.reconciliation import selectors
from apps.reconciliation.states import LABELS, SCOPE_LABELS, RunState, Scope

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from apps.reconciliation.models import ReconciliationRun

LATEST, EVERY = "", "tutte"


class Filters(lists.Filters):
    """Outcome, and whether earlier runs are wanted too."""

    esito = forms.ChoiceField(
        label="Esito", choices=[("", "Tutti"), *((str(state), LABELS[state]) for state in RunState)]
    )
    storia = forms.ChoiceField(label="Verifiche", choices=[(LATEST, "L'ultima di ogni conto"), (EVERY, "Tutte")])


def find(asked: dict[str, Any]) -> "Sequence[ReconciliationRun] | QuerySet[ReconciliationRun]":
    """Return the runs that are asked for: those that do not agree first, or the latest first."""
    if asked["storia"] == EVERY:
        return selectors.find_runs(state=asked["esito"])
    latest = [run for run in selectors.latest_runs() if asked["esito"] in ("", run.state)]
    return sorted(latest, key=lambda run: run.state == RunState.AGREES)


def table(names: dict[str, str]) -> lists.Table:
    """Return the list of runs; `names` are the bodies by account code."""

    def outcome(run: "ReconciliationRun") -> lists.State:
        state = RunState(run.state)
        return lists.State(LABELS[state], tone_of(state))

    return lists.Table(
        file="verifiche",
        title="Verifiche dei conti",
        columns=(
            lists.text("conto", "Conto", lambda run: name_of(run.account, names)),
            lists.text("codice", "Codice", lambda run: run.account).exported(),
            lists.state("esito", "Esito", outcome),
            lists.money("differenza", "Differenza", lambda run: run.difference_cents),
            lists.moment("quando", "Quando", lambda run: run.started_at),
            lists.text("cosa", "Che cosa", lambda run: SCOPE_LABELS[Scope(run.scope)]),
            lists.number("movimenti", "Movimenti", lambda run: run.looked_at),
            lists.number("in-arrivo", "In arrivo", lambda run: run.in_flight),
            lists.text("nota", "Nota", lambda run: run.note),
        ),
        filters=Filters,
        page_size=10,
        empty_title="Ancora niente",
        empty_text="Nessuna verifica è ancora stata fatta: la prima è questa notte.",
    )
