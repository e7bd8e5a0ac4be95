"""Writes of the match: money collected, pool served, campaign closed and settled."""

from apps.matching.services.collection import check_payment, collect_donation
from apps.matching.services.outcome import close_campaign, settle_campaign
from apps.matching.services.pool import fund_pool, serve_pool

__all__ = ["check_payment", "close_campaign", "collect_donation", "fund_pool", "serve_pool", "settle_campaign"]
