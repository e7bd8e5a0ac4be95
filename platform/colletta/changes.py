"""Who looks again at a campaign that has changed: the national showcase, the city's own search, who tells followers.

One item of the agenda, so that a gift owes no more than it did; every look is safe to repeat.
"""

from datetime import datetime

from apps.community import services as community
from apps.search import services as search
from apps.showcase import services as showcase


def look_again(*, key: str, now: datetime) -> None:
    """Let the showcase, the search and the community take a new look at campaign `key` of the current city."""
    showcase.refresh_campaign(key=key, now=now)
    search.refresh(key=f"campaign:{key}", now=now)
    community.look_at_campaign(key=key, now=now)
