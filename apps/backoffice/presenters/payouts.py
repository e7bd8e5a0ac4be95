"""Payouts in words, and whether one may be released."""

from typing import TYPE_CHECKING

from apps.campaigns.states import CampaignState
from apps.payments.states import PayoutState

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import Payout

LABELS = {
    PayoutState.PREPARED: ("In preparazione", "waiting"),
    PayoutState.SENT: ("In viaggio verso la banca", "waiting"),
    PayoutState.PAID: ("Arrivato in banca", "success"),
    PayoutState.FAILED: ("Non riuscito", "danger"),
}


def lines(payouts: "list[Payout]") -> "list[tuple[Payout, str, str]]":
    """Return each payout with its state in words and that state's tone."""
    return [(payout, *LABELS[PayoutState(payout.state)]) for payout in payouts]


def may_be_released(campaign: "Campaign", payouts: "list[Payout]") -> bool:
    """Tell whether a campaign's money waits for somebody's word: it is funded, and no payout is on its way or done."""
    return campaign.state == CampaignState.FUNDED and all(each.state == PayoutState.FAILED for each in payouts)
