"""Writes of the match: money collected or gone back, pool served, rounds ended, campaigns closed and settled."""

from apps.matching.services.checks import check_payment
from apps.matching.services.collection import (
    after_money,
    collect_donation,
    collect_received,
    money_went_back,
    release_campaign,
)
from apps.matching.services.giving_back import (
    CancellationRefused,
    NotYours,
    Preview,
    WorldChanged,
    ask_release,
    cancel_campaign,
    follow_dispute,
    follow_payout,
    give_back_own_gift,
    may_take_back,
    preview_cancellation,
    preview_outcome,
    release_payout,
)
from apps.matching.services.outcome import close_campaign, end_first_round, settle_campaign
from apps.matching.services.pool import fund_pool, serve_pool
from apps.matching.services.preview import Donor, effect_of, moment_of
from apps.matching.services.promises import collect_promise, release_promises

__all__ = [
    "CancellationRefused",
    "Donor",
    "NotYours",
    "Preview",
    "WorldChanged",
    "after_money",
    "ask_release",
    "cancel_campaign",
    "check_payment",
    "close_campaign",
    "collect_donation",
    "collect_promise",
    "collect_received",
    "effect_of",
    "end_first_round",
    "follow_dispute",
    "follow_payout",
    "fund_pool",
    "give_back_own_gift",
    "may_take_back",
    "moment_of",
    "money_went_back",
    "preview_cancellation",
    "preview_outcome",
    "release_campaign",
    "release_payout",
    "release_promises",
    "serve_pool",
    "settle_campaign",
]
