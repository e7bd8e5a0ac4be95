"""The gift that this browser has begun for a campaign: remembered for the way back from the page where it is paid.

A cookie of the form's own address holds the signed link of the gift; it ends with the browser.
"""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.donations import selectors as donations
from apps.donations.selectors import DonationNotFound
from apps.donations.states import DonationState
from apps.payments.states import AttemptState
from apps.portal.views.donations import looked_up

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

COOKIE = "donazione_iniziata"


def remember(response: HttpResponse, campaign: "Campaign", token: str) -> None:
    """Remember a gift in the browser until it is closed."""
    response.set_cookie(
        COOKIE,
        token,
        path=_path(campaign),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def forget(response: HttpResponse, campaign: "Campaign") -> None:
    """Forget the gift that the browser began."""
    response.delete_cookie(COOKIE, path=_path(campaign), samesite="Lax")


def token_in(request: HttpRequest) -> str:
    """Return the link that the browser remembers, or nothing."""
    return str(request.COOKIES.get(COOKIE, ""))


def find(request: HttpRequest, campaign: "Campaign", now: datetime) -> "Donation | None":
    """Return the gift that the browser began and that was not paid when it left, looked up at the processor."""
    token, found = token_in(request), None
    with suppress(DonationNotFound):
        found = donations.get_donation_by_token(token) if token else None
    if found is None or found.campaign_id != campaign.pk:
        return None
    if found.state == DonationState.STARTED and found.attempt.state == AttemptState.OPEN:
        return looked_up(found, token, now)
    return found if found.state == DonationState.LAPSED else None


def _path(campaign: "Campaign") -> str:
    return f"/campagne/{campaign.slug}/dona/"
