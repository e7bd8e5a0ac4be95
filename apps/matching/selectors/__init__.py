"""Reads and locks of the match: claims and pools, public figures, decision records."""

from apps.matching.selectors.claims import claim_of, list_waiting, lock_pool, next_place_at, reservations_of
from apps.matching.selectors.contributions import list_contributions
from apps.matching.selectors.decisions import DecisionNotFound, get_decision, list_decisions, list_records
from apps.matching.selectors.figures import (
    CampaignFigures,
    Overview,
    PoolFigures,
    WaitingClaim,
    figures_of,
    list_figures,
    list_waiting_claims,
    overview_of,
    pool_figures,
)

__all__ = [
    "CampaignFigures",
    "DecisionNotFound",
    "Overview",
    "PoolFigures",
    "WaitingClaim",
    "claim_of",
    "figures_of",
    "get_decision",
    "list_contributions",
    "list_decisions",
    "list_figures",
    "list_records",
    "list_waiting",
    "list_waiting_claims",
    "lock_pool",
    "next_place_at",
    "overview_of",
    "pool_figures",
    "reservations_of",
]
