"""Pools in words: what is free, and what the open campaigns would still take if each came to its threshold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apps.calls.states import CallState
from apps.campaigns.states import CampaignState
from apps.kernel.money import format_euro
from apps.matching import selectors as matching
from apps.matching.selectors import CampaignFigures, PoolFigures

if TYPE_CHECKING:
    from apps.calls.models import Call
    from apps.campaigns.models import Campaign


@dataclass(frozen=True)
class PoolRow:
    """The pool of a call with its forecast in words."""

    call: "Call"
    pool: PoolFigures
    forecast: str
    is_short: bool


def rows(calls: "Sequence[Call]", campaigns: "Sequence[Campaign]") -> list[PoolRow]:
    """Return the pools of published calls that have money, in three queries whatever their number."""
    shown = [call for call in calls if call.state == CallState.PUBLISHED]
    running = [campaign for campaign in campaigns if campaign.state == CampaignState.OPEN]
    overview = matching.overview_of(running, [call.pk for call in shown])
    return [
        row(call, overview.pools[call.pk], [overview.campaigns[each.pk] for each in running if each.call_id == call.pk])
        for call in shown
        if overview.pools[call.pk].funded_cents
    ]


def row(call: "Call", pool: PoolFigures, figures: Sequence[CampaignFigures]) -> PoolRow:
    """Return the pool of a call with what its open campaigns, of which these are the figures, would still take."""
    if not figures:
        return PoolRow(call, pool, "Nessuna campagna aperta chiede altro alla dotazione.", is_short=False)
    demand = sum(each.demand_cents for each in figures)
    if not demand:
        return PoolRow(call, pool, "Le campagne aperte hanno già tutta la loro parte.", is_short=False)
    asked = f"Se tutte le campagne aperte arrivano alla soglia servono ancora {format_euro(demand)}"
    rest = pool.free_cents - demand
    if rest < 0:
        return PoolRow(call, pool, f"{asked}: mancherebbero {format_euro(-rest)}.", is_short=True)
    return PoolRow(call, pool, f"{asked}: resterebbero {format_euro(rest)}.", is_short=False)
