"""The limits of a gift to one campaign. Cents."""

from typing import TYPE_CHECKING

from django.conf import settings

from apps.campaigns import selectors as campaigns

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


def min_cents_of(campaign: "Campaign") -> int:
    """Return the least that may be given to a campaign that has opened: the call's minimum, or the platform's."""
    return max(settings.DONATION_MIN_CENTS, campaigns.terms_of(campaign).min_donation_cents or 0)
