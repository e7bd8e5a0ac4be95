"""From a rules document to the values of the match terms, with every problem found on the way."""

from typing import Any

from apps.calls.rules.document import Problem, Reader
from apps.calls.rules.parts import Boost, Counting, Round
from apps.calls.rules.vocabulary import (
    LABELS,
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
    RoundGoal,
)
from apps.kernel.amounts import MOST_CENTS
from apps.kernel.money import WHOLE_BPS

MAX_DAYS = 3650
MAX_RATIO_BPS = 100 * WHOLE_BPS


def read(document: object) -> tuple[dict[str, Any], list[Problem]]:
    """Return the values that a document states, and the problems of those it states wrongly."""
    reader = Reader(document)
    values = {**_formula(reader), **_conditions(reader), **_limits(reader), **_per_donation(reader)}
    values["counting"] = _counting(reader.level("counting"))
    values["articles"] = _articles(reader)
    reader.refuse_the_rest()
    return {name: value for name, value in values.items() if value is not None}, reader.problems


def _formula(reader: Reader) -> dict[str, Any]:
    return {
        "kind": reader.choice("kind", MatchKind),
        "threshold_bps": reader.integer("threshold_bps", 1, WHOLE_BPS),
        "base": reader.choice("base", Base),
        "match_share_bps": reader.integer("match_share_bps", 0, WHOLE_BPS),
        "cap_per_project_cents": reader.integer("cap_per_project_cents", 0, MOST_CENTS),
        "caps_by_category": reader.amounts("caps_by_category"),
        "rounds": tuple(found for row in reader.rows("rounds") if (found := _round(row))),
    }


def _conditions(reader: Reader) -> dict[str, Any]:
    return {
        "pool_owner": reader.choice("pool_owner", PoolOwner),
        "exhaustion": reader.choice("exhaustion", Exhaustion),
        "judged": reader.choice("judged", Judgement),
        "on_failure": reader.choice("on_failure", OnFailure),
        "collection": reader.choice("collection", Collection),
        "fee_bearer": reader.choice("fee_bearer", FeeBearer),
    }


def _limits(reader: Reader) -> dict[str, Any]:
    return {
        "pool_cents": reader.integer("pool_cents", 0, MOST_CENTS),
        "late_payments_days": reader.integer("late_payments_days", 0, 90),
        "min_donation_cents": reader.integer("min_donation_cents", 1, MOST_CENTS),
        "min_project_cost_cents": reader.integer("min_project_cost_cents", 1, MOST_CENTS),
        "max_project_cost_cents": reader.integer("max_project_cost_cents", 1, MOST_CENTS),
        "max_projects": reader.integer("max_projects", 1, 100_000),
        "campaign_days": reader.integer("campaign_days", 1, MAX_DAYS),
    }


def _per_donation(reader: Reader) -> dict[str, Any]:
    return {
        "ratio_bps": reader.integer("ratio_bps", 1, MAX_RATIO_BPS),
        "cap_per_donor_cents": reader.integer("cap_per_donor_cents", 1, MOST_CENTS),
        "first_donation_only": reader.flag("first_donation_only"),
        "boosts": tuple(found for row in reader.rows("boosts") if (found := _boost(row))),
    }


def _boost(row: Reader) -> Boost | None:
    ratio_bps = row.required_integer("ratio_bps", 1, MAX_RATIO_BPS)
    hours = row.required_integer("hours", 1, 24 * MAX_DAYS)
    from_hour, starts_at = row.integer("from_hour", 0, 24 * MAX_DAYS), row.instant("starts_at")
    row.refuse_the_rest()
    if ratio_bps is None or hours is None:
        return None
    return Boost(ratio_bps=ratio_bps, hours=hours, from_hour=from_hour, starts_at=starts_at)


def _round(row: Reader) -> Round | None:
    days = row.required_integer("days", 1, MAX_DAYS)
    goal = row.choice("goal", RoundGoal)
    row.refuse_the_rest()
    return None if days is None else Round(days=days, goal=goal or RoundGoal.MINIMUM)


def _counting(level: Reader) -> Counting:
    values: dict[str, Any] = {
        "channels": level.choices("channels", Channel, 1),
        "amounts": level.choice("amounts", Amounts),
        "donor_kinds": level.choices("donor_kinds", DonorKind, 1),
        "excluded_relations": level.choices("excluded_relations", Relation, 0),
        "per_donor_ceiling_cents": level.integer("per_donor_ceiling_cents", 1, MOST_CENTS),
        "min_distinct_donors": level.integer("min_distinct_donors", 1, 1_000_000),
    }
    level.refuse_the_rest()
    return Counting(**{name: value for name, value in values.items() if value is not None})


def _articles(reader: Reader) -> dict[str, str]:
    articles = reader.texts("articles")
    for field in articles:
        if field not in LABELS or field == "articles":
            reader.problems.append(
                Problem(f"articles.{field}", "unknown", f"Articoli dell'avviso: «{field}» non è un parametro.")
            )
    return articles
