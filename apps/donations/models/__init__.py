"""Gifts of citizens and bodies, the ways in which they come, and what they sum to."""

from apps.donations.models.donation import WITHOUT_MONEY, Donation
from apps.donations.models.names import HiddenName
from apps.donations.models.offline import OfflineGift
from apps.donations.models.tally import TALLIED, GiftTally
from apps.donations.models.transfers import LineMatch, Transfer

__all__ = [
    "TALLIED",
    "WITHOUT_MONEY",
    "Donation",
    "GiftTally",
    "HiddenName",
    "LineMatch",
    "OfflineGift",
    "Transfer",
]
