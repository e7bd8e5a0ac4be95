"""Gifts of citizens and bodies, and the ways in which they come."""

from apps.donations.models.donation import WITHOUT_MONEY, Donation
from apps.donations.models.names import HiddenName
from apps.donations.models.offline import OfflineGift
from apps.donations.models.transfers import LineMatch, Transfer

__all__ = ["WITHOUT_MONEY", "Donation", "HiddenName", "LineMatch", "OfflineGift", "Transfer"]
