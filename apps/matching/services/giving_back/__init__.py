"""Money that leaves a campaign again: by its donor's wish, by the donor's bank, because the campaign is stopped.

What the pool does of it is decided by the match's own services; here stand the use cases that need both.
"""

from apps.matching.services.giving_back.cancellation import (
    CancellationRefused,
    WorldChanged,
    cancel_campaign,
    preview_cancellation,
)
from apps.matching.services.giving_back.disputes import follow_dispute
from apps.matching.services.giving_back.dry_run import Preview, preview_outcome
from apps.matching.services.giving_back.own_request import NotYours, give_back_own_gift, may_take_back
from apps.matching.services.giving_back.payouts import ask_release, follow_payout, release_payout

__all__ = [
    "CancellationRefused",
    "NotYours",
    "Preview",
    "WorldChanged",
    "ask_release",
    "cancel_campaign",
    "follow_dispute",
    "follow_payout",
    "give_back_own_gift",
    "may_take_back",
    "preview_cancellation",
    "preview_outcome",
    "release_payout",
]
