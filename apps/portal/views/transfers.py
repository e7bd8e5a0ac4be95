"""A gift by bank transfer: the form, the instructions with their QR code, and the donor's change of mind."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods, require_safe

from apps.calls.rules.vocabulary import Channel
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import links
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.services import CampaignClosed, GiftRefused, RequestKeyReused, TransferRefused
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.portal.caching import not_kept
from apps.portal.forms import DonationForm, with_key, with_new_key
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import giving, transfers
from apps.portal.presenters.standing import Notice
from apps.portal.views.campaigns import standing_of

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

ANOTHER_GIFT = Notice(
    "info",
    "Hai già annunciato un bonifico con altri dati",
    "Se vuoi donare con questi dati, conferma di nuovo: riceverai un altro riferimento.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form of a gift by transfer; on POST write it and go on to the instructions."""
    now = clock.now()
    campaign = campaigns.get_public_campaign(slug)
    form = DonationForm(with_key(request.POST)) if request.method == "POST" else DonationForm()
    response = _announce(request, campaign, form, now) if form.is_bound else _form(request, campaign, form, now)
    patch_cache_control(response, private=True, no_cache=True)
    return response


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
            {"label": "La mia donazione", "path": reverse("portal:donation", args=[token])},
            {"label": "Bonifico"},
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
            notice = Notice("warning", "Non si può più annullare", error.message)
    context = {
        "donation": gift,
        "campaign": campaigns.get_campaign(gift.campaign_id),
        "notice": notice,
        "is_awaited": gift.state == DonationState.AWAITING,
        "transfer_path": reverse("portal:transfer", args=[token]),
        "crumbs": [
            {"label": "La mia donazione", "path": reverse("portal:donation", args=[token])},
            {"label": "Annulla il bonifico"},
        ],
    }
    status = HTTPStatus.CONFLICT if notice else HTTPStatus.OK
    return render(request, "portal/transfer_withdraw.html", context, status=status)


def _announce(request: HttpRequest, campaign: "Campaign", form: DonationForm, now: datetime) -> HttpResponse:
    if not form.is_valid():
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        gift = donation_services.announce_transfer(
            campaign_slug=campaign.slug, gift=form.gift(), request_key=form.cleaned_data["request_key"], now=now
        )
    except GiftRefused as error:
        form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestKeyReused:
        again = DonationForm(with_new_key(request.POST))
        return _form(request, campaign, again, now, notice=ANOTHER_GIFT, status=HTTPStatus.CONFLICT)
    except CampaignClosed:
        return _form(request, campaign, form, now)
    return redirect("portal:transfer", token=links.token_of(gift.pk))


def _form(
    request: HttpRequest,
    campaign: "Campaign",
    form: DonationForm,
    now: datetime,
    *,
    notice: Notice | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    standing = standing_of(campaign)
    context = {
        "campaign": campaign,
        "page": presenter.page(standing),
        "crumbs": [
            {"label": "Campagne", "path": "/campagne/"},
            {"label": campaign.title, "path": f"/campagne/{campaign.slug}/"},
            {"label": "Dona con bonifico"},
        ],
    }
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        return render(request, "portal/closed.html", context, status=HTTPStatus.CONFLICT)
    if not donations.takes_transfers(campaign):
        raise Http404
    context |= {
        "form": form,
        "promises": giving.promises(standing)[:2],
        "notice": notice,
        "counts": donations.transfers_count(campaign),
        "late_days": campaigns.terms_of(campaign).late_payments_days,
    }
    return render(request, "portal/donate_transfer.html", context, status=status)


def _transfer_of(token: str) -> "Donation":
    gift = donations.get_donation_by_token(token)
    if gift.channel != Channel.BANK_TRANSFER:
        raise Http404
    return gift
