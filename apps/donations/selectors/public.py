"""Gifts as anyone may see them, on every page, feed and file that is open to all."""

from dataclasses import dataclass
from datetime import datetime

from apps.donations.models import Donation
from apps.donations.rules import name_in_public
from apps.donations.selectors.gifts import COUNTED


@dataclass(frozen=True)
class PublicGift:
    """The name that its donor chose, or none; no amount (cents) where the donor hides it."""

    name: str
    amount_cents: int | None
    collected_at: datetime | None


def list_latest_public(campaign_id: int, limit: int) -> list[PublicGift]:
    """Return the latest collected gifts of a campaign, without what their donors withhold."""
    latest = Donation.objects.filter(campaign_id=campaign_id, state__in=COUNTED).order_by("-collected_at")
    rows = latest.values_list(
        "donor_name", "public_name", "is_anonymous", "hides_amount", "amount_cents", "collected_at"
    )[:limit]
    return [
        PublicGift(
            name_in_public(donor_name=donor_name, public_name=public_name, is_anonymous=is_anonymous),
            None if hides_amount else amount_cents,
            collected_at,
        )
        for donor_name, public_name, is_anonymous, hides_amount, amount_cents, collected_at in rows
    ]
