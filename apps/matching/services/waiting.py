"""Which payments a closed campaign still waits for, and until when."""

from datetime import datetime
from typing import TYPE_CHECKING

from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations.promises import latest_charge_at
from apps.matching.services import checks, promises
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.payments.services import FactsDisagree

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def must_wait(*, campaign: "Campaign", now: datetime) -> bool:
    """Ask the processor about every payment that is not settled; tell whether one may still come in time."""
    for attempt_id in donations.list_started_attempts(campaign.pk):
        try:
            checks.check_payment(key=str(attempt_id), now=now)
        except (GatewayUncertain, GatewayRefused, FactsDisagree):
            continue
    is_unsettled = (
        bool(donations.list_started_attempts(campaign.pk))
        or donations.has_undecided_gifts(campaign.pk)
        or promises.is_collecting(campaign)
    )
    return is_unsettled and now < _window_ends_at(campaign)


def _window_ends_at(campaign: "Campaign") -> datetime:
    late_at = campaigns.waits_until(campaign)
    if not promises.is_collecting(campaign):
        return late_at
    return max(late_at, latest_charge_at(campaigns.opened(campaign).closes_at))
