"""Inputs of a decision on a campaign of Milano's pilot."""

from typing import Any

from apps.calls.rules.canonical import sha256_of
from apps.matching.rules.decision import DecisionInputs, Phase
from tests.matching.contributions import contribution

MILANO = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "match_share_bps": 5_000,
    "cap_per_project_cents": 5_000_000,
    "pool_cents": 40_000_000,
}


def inputs(*gifts_cents: int, rules: dict[str, Any] | None = None, **changed: Any) -> DecisionInputs:
    """Return the inputs of gifts of different donors, with rules and values changed as told."""
    document = {**MILANO, **(rules or {})}
    values: dict[str, Any] = {
        "rules_number": 1,
        "rules_sha256": sha256_of(document),
        "document": document,
        "campaign_id": 7,
        "cost_cents": 10_000_000,
        "contributions": tuple(contribution(number, cents) for number, cents in enumerate(gifts_cents, start=1)),
        "free_cents": 40_000_000,
        "reserved_cents": 0,
        "phase": Phase.DEFINITIVE,
    }
    return DecisionInputs(**{**values, **changed})
