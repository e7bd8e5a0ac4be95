"""A gift by bank transfer: the instructions with their QR code, and the donor's change of mind."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.calls.rules.vocabulary import Channel
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.services import TransferRefused
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.portal.caching import not_kept
from apps.portal.presenters import transfers
from apps.portal.presenters.standing import Notice

if TYPE_CHECKING:
    from apps.donations.models import Donation


@not_kept
@require_safe
def instructions(request: HttpRequest, token: str) -> HttpResponse:
    """Show what the donor copies into the transfer, as text and as a QR code."""
    gift = _transfer_of(token)
    campaign = campaigns.get_campaign(gift.campaign_id)
    context = {
        "donation": gift,
        "campaign": campaign,
        "rows": transfers.rows(gift, donation_services.instructions_data(gift)),
        "counts": donations.transfers_count(campaign),
        "is_awaited": gift.state == DonationState.AWAITING,
        "withdraw_path": reverse("portal:transfer_withdraw", args=[token]),
        "donation_path": reverse("portal:donation", args=[token]),
        "qr_path": reverse("portal:transfer_qr", args=[token]),
        "crumbs": [
            {"label": _("La mia donazione"), "path": reverse("portal:donation", args=[token])},
            {"label": _("Bonifico")},
        ],
    }
    return render(request, "portal/transfer.html", context)


@not_kept
@require_safe
def qr_code(request: HttpRequest, token: str) -> HttpResponse:
    """Return the QR code of the instructions, which banks' apps read (EPC069-12)."""
    gift = _transfer_of(token)
    return HttpResponse(transfers.qr_svg(gift, donations.get_transfer(gift.pk)), content_type="image/svg+xml")


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the donor to confirm, then take the announced transfer back."""
    gift = _transfer_of(token)
    notice = None
    if request.method == "POST":
        try:
            donation_services.withdraw_transfer(donation_id=gift.pk, now=clock.now())
            return redirect("portal:donation", token=token)
        except TransferRefused as error:
            notice = Notice("warning", _("Non si può più annullare"), error.message)
    context = {
        "donation": gift,
        "campaign": campaigns.get_campaign(gift.campaign_id),
        "notice": notice,
        "is_awaited": gift.state == DonationState.AWAITING,
        "transfer_path": reverse("portal:transfer", args=[token]),
        "crumbs": [
            {"label": _("La mia donazione"), "path": reverse("portal:donation", args=[token])},
            {"label": _("Annulla il bonifico")},
        ],
    }
    status = HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    return render(request, "portal/transfer_withdraw.html", context, status=status)


def _transfer_of(token: str) -> "Donation":
    gift = donations.get_donation_by_token(token)
    if gift.channel != Channel.BANK_TRANSFER:
        raise Http404
    return gift
