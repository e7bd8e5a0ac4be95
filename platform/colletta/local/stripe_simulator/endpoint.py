"""The declaration of one API endpoint; app.py collects them, api.py executes them."""

import dataclasses
from collections.abc import Callable

from colletta.local.stripe_simulator import parameters as p
from colletta.local.stripe_simulator.context import Json


@dataclasses.dataclass(frozen=True)
class Endpoint:
    """One method and path, the function that answers and the check of its parameters.

    The function is called as ``answer(context, params, **path_values)`` inside a transaction.
    """

    method: str
    path: str
    answer: Callable[..., Json]
    fields: dict[str, p.Check] = dataclasses.field(default_factory=dict)
    required: tuple[str, ...] = ()

    def check(self, raw: Json) -> Json:
        """Return the parameters as the endpoint uses them; raises Stripe's parameter errors."""
        fields = {**self.fields, "expand": p.each(p.text)}
        params: Json = p.shape(fields, required=self.required)(raw, "")
        return params
