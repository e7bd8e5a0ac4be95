"""The match terms of a call: every parameter, read from and written to a document.

Amounts are integer cents, shares integer basis points. Whether the parameters go together is in `check`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from apps.calls.rules import parsing
from apps.calls.rules.document import Problem, RulesRefused
from apps.calls.rules.parts import Boost, Counting, Round
from apps.calls.rules.vocabulary import (
    Base,
    Collection,
    Exhaustion,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
)

CHOOSE_THE_BASE = (
    "Base del cofinanziamento: manca, e nessun valore è applicato da solo. Le due frasi dell'avviso di Milano si "
    "leggono in due modi: con un costo di € 100.000,00 e donazioni per € 70.000,00 «i costi rimanenti» "
    "(remaining_cost) danno € 30.000,00, «il restante 50%» (fixed_share) dà € 50.000,00. Scegli una delle due, "
    "oppure il minore dei due importi (capped_remaining)."
)


@dataclass(frozen=True, kw_only=True)
class MatchTerms:
    """What a call says about the municipality's money.

    The defaults are offered by the platform and written out in full in the published document; `base` has none.
    A cap of zero is a call without a match: all or nothing on the citizens' money alone. A match per donation may state
    a threshold; without one a campaign has reached it when donations and match together cover the cost.
    """

    kind: MatchKind
    threshold_bps: int | None = None
    base: Base | None = None
    match_share_bps: int | None = None
    cap_per_project_cents: int | None = None
    caps_by_category: Mapping[str, int] = field(default_factory=dict)
    pool_cents: int | None = None
    pool_owner: PoolOwner = PoolOwner.MUNICIPALITY
    ratio_bps: int | None = None
    cap_per_donor_cents: int | None = None
    first_donation_only: bool = False
    boosts: tuple[Boost, ...] = ()
    rounds: tuple[Round, ...] = ()
    exhaustion: Exhaustion = Exhaustion.FIRST_COME_PARTIAL
    judged: Judgement = Judgement.ON_CROSSING
    counting: Counting = field(default_factory=Counting)
    on_failure: OnFailure = OnFailure.REFUND_ALL
    late_payments_days: int = 1
    collection: Collection = Collection.CHARGE_NOW
    fee_bearer: FeeBearer = FeeBearer.BENEFICIARY
    min_donation_cents: int | None = None
    min_project_cost_cents: int | None = None
    max_project_cost_cents: int | None = None
    max_projects: int | None = None
    campaign_days: int | None = None
    articles: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_document(cls, document: object) -> "MatchTerms":
        """Return the terms of a document; raises RulesRefused with every problem at once.

        Refused are unknown keys, wrong types or ranges, and the absence of what the kind cannot do without.
        """
        values, problems = parsing.read(document)
        wrong = {problem.field for problem in problems}
        if "kind" not in values:
            absent = [] if "kind" in wrong else [_absent("kind", "Tipo di cofinanziamento: manca.")]
            raise RulesRefused([*problems, *absent])
        terms = cls(**values)
        problems += [problem for problem in missing(terms) if problem.field not in wrong]
        if problems:
            raise RulesRefused(problems)
        return terms

    def for_category(self, category: str) -> "MatchTerms":
        """Return the terms of a campaign of a category, with its one cap; raises RulesRefused on an unknown one."""
        if not self.caps_by_category:
            return self
        if category not in self.caps_by_category:
            message = f"Massimo per categoria: il bando non prevede la categoria «{category}»."
            raise RulesRefused([Problem("caps_by_category", "unknown_category", message)])
        return replace(self, cap_per_project_cents=self.caps_by_category[category], caps_by_category={})

    def to_document(self) -> dict[str, Any]:
        """Return the document with every parameter that has a value, defaults included."""
        return {name: _plain(value) for name, value in asdict(self).items() if not _is_absent(value)}


def missing(terms: MatchTerms) -> list[Problem]:
    """Return what the terms lack for their kind: threshold, base, share, cap or ratio."""
    found = []
    if terms.kind is MatchKind.THRESHOLD:
        if terms.threshold_bps is None:
            found.append(_absent("threshold_bps", "Soglia: manca la quota del costo che i cittadini devono donare."))
        if terms.base is None:
            found.append(_absent("base", CHOOSE_THE_BASE))
        if terms.base in {Base.FIXED_SHARE, Base.CAPPED_REMAINING} and terms.match_share_bps is None:
            found.append(_absent("match_share_bps", "Quota del cofinanziamento: la base scelta la richiede."))
    if terms.kind is MatchKind.PER_DONATION and terms.ratio_bps is None:
        found.append(_absent("ratio_bps", "Rapporto per donazione: manca quanto il Comune aggiunge a ogni euro."))
    if terms.cap_per_project_cents is None and not terms.caps_by_category:
        message = "Massimo per progetto: manca. Zero significa che il Comune non aggiunge soldi."
        found.append(_absent("cap_per_project_cents", message))
    return found


def _absent(name: str, message: str) -> Problem:
    return Problem(name, "missing", message)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if not _is_absent(item)}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _is_absent(value: Any) -> bool:
    return value is None or value == {}
