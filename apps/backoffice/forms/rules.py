"""The parameters of the match terms that have one value each, in the order in which an officer thinks of them.

Field names are the document's, with `_` for the dot of a nested level. Lists of rows are in `rows`.
"""

from dataclasses import fields as dataclass_fields
from typing import Any

from django import forms

from apps.backoffice.forms.fields import ShareField, number, several, word
from apps.calls.rules.parts import Counting
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import (
    Amounts,
    Base,
    Channel,
    Collection,
    DonorKind,
    Exhaustion,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
    Relation,
    label,
)
from apps.kernel.fields import EuroField

NESTED = "counting"
_CHOOSE = "Scegli"
_COST_EXAMPLE = (
    "Non è scelta da sola: con un costo di € 100.000 e donazioni per € 70.000, «i costi rimanenti» danno € 30.000, "
    "«una quota fissa» del 50% dà € 50.000."
)


class RulesForm(forms.Form):
    """One field per single parameter; what is left empty is not stated in the document."""

    kind = word("kind", MatchKind, empty=_CHOOSE)
    threshold_bps = ShareField(required=False, help_text="In per cento del costo. Obbligatoria nei bandi a soglia.")
    base = word("base", Base, empty=_CHOOSE, required=False, help_text=_COST_EXAMPLE)
    match_share_bps = ShareField(required=False, help_text="In per cento del costo del progetto.")
    ratio_bps = ShareField(
        required=False, help_text="In per cento della donazione: 100 aggiunge un euro per ogni euro."
    )
    cap_per_donor_cents = EuroField(
        required=False, help_text="In euro: quanto il Comune aggiunge, al massimo, alle donazioni di una persona."
    )
    first_donation_only = forms.BooleanField(required=False)
    cap_per_project_cents = EuroField(
        required=False,
        help_text="In euro. Zero se il Comune non aggiunge soldi. Vuoto se c'è un massimo per categoria.",
    )
    pool_cents = EuroField(required=False, help_text="In euro, per tutto il bando.")
    pool_owner = word("pool_owner", PoolOwner)
    exhaustion = word("exhaustion", Exhaustion)
    counting_channels = several("counting.channels", Channel)
    counting_amounts = word("counting.amounts", Amounts)
    counting_donor_kinds = several("counting.donor_kinds", DonorKind)
    counting_excluded_relations = several("counting.excluded_relations", Relation, required=False)
    counting_per_donor_ceiling_cents = EuroField(
        required=False, help_text="In euro: quanto delle donazioni di una persona conta per la soglia."
    )
    counting_min_distinct_donors = number(least=1)
    judged = word("judged", Judgement)
    late_payments_days = number(
        least=0, help_text="In giorni dopo la scadenza, per esempio per i bonifici già disposti."
    )
    collection = word("collection", Collection)
    on_failure = word("on_failure", OnFailure)
    fee_bearer = word("fee_bearer", FeeBearer)
    campaign_days = number(least=1, required=False, help_text="In giorni.")
    min_donation_cents = EuroField(required=False, help_text="In euro.")
    min_project_cost_cents = EuroField(required=False, help_text="In euro.")
    max_project_cost_cents = EuroField(required=False, help_text="In euro.")
    max_projects = number(least=1, required=False, help_text="Serve anche a prevedere se la dotazione basta.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = label(path_of(name))
            field.error_messages["required"] = "Scegli un valore."

    def parameters(self) -> dict[str, Any]:
        """Return what a valid form states, as the top levels of a rules document."""
        stated = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        nested = {name: value for name, value in stated.items() if name.startswith(f"{NESTED}_")}
        document = {name: value for name, value in stated.items() if name not in nested}
        return {**document, NESTED: {name.removeprefix(f"{NESTED}_"): value for name, value in nested.items()}}


def path_of(name: str) -> str:
    """Return the parameter that a field of the form stands for.

    >>> path_of("counting_min_distinct_donors"), path_of("pool_cents")
    ('counting.min_distinct_donors', 'pool_cents')
    """
    return f"{NESTED}.{name.removeprefix(f'{NESTED}_')}" if name.startswith(f"{NESTED}_") else name


def name_of(path: str) -> str:
    """Return the field of the form that stands for a parameter."""
    return path.replace(".", "_")


def initial_of(terms: MatchTerms | None) -> dict[str, Any]:
    """Return what the form shows for some terms, or for none: then the values that the platform offers."""
    if terms is None:
        offered = MatchTerms(kind=MatchKind.THRESHOLD)
        return {**_single_values(offered), "kind": ""}
    return _single_values(terms)


def _single_values(terms: MatchTerms) -> dict[str, Any]:
    values = {f"{NESTED}_{each.name}": getattr(terms.counting, each.name) for each in dataclass_fields(Counting)}
    values |= {each.name: getattr(terms, each.name) for each in dataclass_fields(MatchTerms)}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}
