"""Reads and locks of the match: claims and pools, public figures, decision records."""

from apps.matching.selectors.bank_lines import judge_line
from apps.matching.selectors.claims import (
    Place,
    claim_of,
    claims_of,
    held_cents_of,
    held_for_gift,
    list_waiting,
    lock_pool,
    next_place,
    places_of_gifts,
    reservations_of,
)
from apps.matching.selectors.contributions import list_contributions
from apps.matching.selectors.decisions import DecisionNotFound, get_decision, list_decisions, list_records
from apps.matching.selectors.figures import (
    CampaignFigures,
    Overview,
    PoolFigures,
    figures_of,
    list_figures,
    overview_of,
    pool_figures,
)
from apps.matching.selectors.payouts import payable_cents
from apps.matching.selectors.sums import list_of_donor, list_sums, used_of
from apps.matching.selectors.waiting import WaitingClaim, list_waiting_claims

__all__ = [
    "CampaignFigures",
    "DecisionNotFound",
    "Overview",
    "Place",
    "PoolFigures",
    "WaitingClaim",
    "claim_of",
    "claims_of",
    "figures_of",
    "get_decision",
    "held_cents_of",
    "held_for_gift",
    "judge_line",
    "list_contributions",
    "list_decisions",
    "list_figures",
    "list_of_donor",
    "list_records",
    "list_sums",
    "list_waiting",
    "list_waiting_claims",
    "lock_pool",
    "next_place",
    "overview_of",
    "payable_cents",
    "places_of_gifts",
    "pool_figures",
    "reservations_of",
    "used_of",
]
