"""Writes of gifts: start, confirm, lapse, refund."""

from apps.donations.services.collect import confirm_donation, lapse_donation
from apps.donations.services.messages import tell_outcome
from apps.donations.services.refunds import finish_refund, request_refund, send_refund
from apps.donations.services.start import CampaignClosed, GiftRefused, RequestKeyReused, begin_donation, start_donation

__all__ = [
    "CampaignClosed",
    "GiftRefused",
    "RequestKeyReused",
    "begin_donation",
    "confirm_donation",
    "finish_refund",
    "lapse_donation",
    "request_refund",
    "send_refund",
    "start_donation",
    "tell_outcome",
]
