"""How a campaign stands, in one honest notice: never a promise where there is an estimate."""

from apps.portal.presenters.standing.base import Notice, Standing
from apps.portal.presenters.standing.notices import notice
from apps.portal.presenters.standing.offers import gap, offer, short_pool, what_the_city_adds

__all__ = ["Notice", "Standing", "gap", "notice", "offer", "short_pool", "what_the_city_adds"]
