"""Gifts as anyone may see them, on every page, feed and file that is open to all."""

from dataclasses import dataclass
from datetime import datetime

from apps.donations import links
from apps.donations.models import Donation
from apps.donations.selectors.gifts import COUNTED
from apps.donations.selectors.names import name_in_public, with_hidden


@dataclass(frozen=True)
class PublicGift:
    """The name that its donor chose, or none; no amount (cents) where the donor hides it; `token` names the name."""

    id: int
    name: str
    amount_cents: int | None
    collected_at: datetime | None

    @property
    def token(self) -> str:
        """What a reader reports the name by."""
        return links.name_token_of(self.id)


def list_latest_public(campaign_id: int, limit: int) -> list[PublicGift]:
    """Return the latest collected gifts of a campaign, without what their donors withhold and the office hides."""
    found = Donation.objects.filter(campaign_id=campaign_id, state__in=COUNTED).order_by("-collected_at")
    latest = with_hidden(found).only(
        "donor_name", "public_name", "is_anonymous", "hides_amount", "amount_cents", "collected_at"
    )
    return [
        PublicGift(
            gift.pk,
            name_in_public(gift),
            None if gift.hides_amount else gift.amount_cents,
            gift.collected_at,
        )
        for gift in latest[:limit]
    ]
