"""A donor's own pages, reached by a signed link: the thank-you page and the state of the gift."""

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED
from apps.community import selectors as community
from apps.donations import selectors as donations
from apps.donations.selectors import names
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.kernel.address import page_address
from apps.matching import selectors as matching_selectors
from apps.matching import services as matching
from apps.payments import selectors as payments
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.payments.services import FactsDisagree
from apps.payments.states import AttemptState
from apps.portal.caching import not_kept
from apps.portal.presenters import campaigns as campaign_presenter
from apps.portal.presenters import donations as presenter
from apps.portal.presenters import promises, refunds, sharing
from apps.portal.presenters import thanks as steps
from apps.portal.presenters.promises import PromiseView
from apps.portal.presenters.refunds import BankRefundView
from apps.portal.views.campaigns import standing_of
from apps.portal.views.gift_form import own_addresses

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation


@not_kept
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Thank the donor; a payment that is not recorded yet is looked up at the processor, which repeats safely."""
    now = clock.now()
    gift = donations.get_donation_by_token(token)
    is_unpaid = gift.state in (DonationState.STARTED, DonationState.PROMISED)
    if is_unpaid and gift.attempt.state == AttemptState.OPEN and request.method == "GET":
        gift = looked_up(gift, token, now)
    campaign = campaigns.get_campaign(gift.campaign_id)
    standing = standing_of(campaign)
    context = {
        "donation": gift,
        "campaign": campaign,
        "page": presenter.page(gift, campaign, payments.get_refund_of(gift.attempt_id), now),
        "campaign_page": campaign_presenter.page(standing),
        "next_steps": steps.next_steps(gift, standing),
        "giver": standing.giver,
        "is_collected": gift.collected_at is not None,
        "is_decided": gift.collected_at is not None and campaign.state in SETTLED,
        "donation_path": reverse("portal:donation", args=[token]),
        "thanks_path": request.path,
        "added_cents": matching_selectors.held_for_gift(gift.pk) if standing.is_per_donation else 0,
        "follow": _following(request, campaign),
        "is_in_area": gift.donor_email.lower() in own_addresses(request),
        "awaits_payment": gift.state == DonationState.STARTED,
        "share": sharing.share(campaign, page_address(request, f"/campagne/{campaign.slug}/")),
    }
    return render(request, "portal/thanks.html", context)


@not_kept
@require_safe
def donation(request: HttpRequest, token: str) -> HttpResponse:
    """Show a gift to its donor: state, history, refund, receipt data."""
    gift = donations.get_donation_by_token(token)
    campaign = campaigns.get_campaign(gift.campaign_id)
    refund = payments.get_refund_of(gift.attempt_id)
    context = {
        "donation": gift,
        "campaign": campaign,
        "beneficiary": campaign_presenter.body(campaign.beneficiary),
        "page": presenter.page(gift, campaign, refund, clock.now()),
        "thanks_path": reverse("portal:thanks", args=[token]),
        "receipt_path": reverse("portal:receipt", args=[token]),
        "promise": _promise(gift, campaign),
        "bank_refund": _bank_refund(gift),
        "name_is_hidden": not gift.is_anonymous and not names.public_name_of(gift),
        "may_take_back": matching.may_take_back(gift, campaign, clock.now()),
        "token": token,
        "crumbs": [{"label": _("La mia donazione")}],
    }
    return render(request, "portal/donation.html", context)


def _following(request: HttpRequest, campaign: "Campaign") -> dict[str, bool]:
    user_id = request.user.pk
    return {"is_followed": user_id is not None and community.is_following(user_id, "campaign", str(campaign.pk))}


def _promise(gift: "Donation", campaign: "Campaign") -> PromiseView | None:
    if gift.mandate_id is None:
        return None
    return promises.view(gift, campaign, payments.get_mandate(gift.mandate_id))


def _bank_refund(gift: "Donation") -> BankRefundView | None:
    found = payments.get_bank_refund_of(gift.attempt_id)
    return refunds.view(found) if found else None


def looked_up(gift: "Donation", token: str, now: datetime) -> "Donation":
    """Return a gift after its payment was asked for at the processor; as it was, where that does not answer."""
    with suppress(GatewayUncertain, GatewayRefused, FactsDisagree):
        matching.check_payment(key=str(gift.attempt_id), now=now)
    return donations.get_donation_by_token(token)
