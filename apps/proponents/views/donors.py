"""Who gave to a campaign, on a page and as a file: names as far as the person may know them, addresses never."""

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.donations.selectors import payee
from apps.donations.selectors.payee import DeskGift
from apps.donations.states import DonationState
from apps.editorial import access
from apps.kernel.spreadsheets import csv_answer, day_cell, euro_cell
from apps.proponents import presenters
from apps.proponents.access import desk_of, person

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

PAGE_SIZE = 50


@desk_of
@require_safe
def listing(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """List the gifts, latest first."""
    gifts = _gifts(request, campaign)
    page = Paginator(gifts, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "rows": [(gift, _name(gift), _state(gift.state)) for gift in page],
        "count": len(gifts),
        "is_payee": access.is_payee(person(request).pk, campaign),
        "query": "",
        **presenters.frame(campaign, "donors"),
    }
    return render(request, "proponents/donors.html", context)


@desk_of
@require_safe
def as_csv(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Give the same list as a file for a spreadsheet, in which nothing is a formula."""
    heading = [_("Giorno"), _("Nome"), _("Euro"), _("Stato"), _("Ricompensa")]
    return csv_answer(f"donatori-{campaign.slug}", [heading, *(_cells(gift) for gift in _gifts(request, campaign))])


def _cells(gift: DeskGift) -> list[str]:
    euro = "" if gift.amount_cents is None else euro_cell(gift.amount_cents)
    return [day_cell(timezone.localtime(gift.at)), _name(gift), euro, _state(gift.state), gift.reward]


def _gifts(request: HttpRequest, campaign: "Campaign") -> list[DeskGift]:
    if access.is_payee(person(request).pk, campaign):
        return payee.list_for_payee(campaign.pk)
    return payee.list_for_proponent(campaign.pk)


def _name(gift: DeskGift) -> str:
    return gift.name or _("Donazione anonima")


def _state(state: DonationState) -> str:
    return {
        DonationState.COLLECTED: _("Donazione ricevuta"),
        DonationState.PROMISED: _("Promessa"),
        DonationState.REFUNDING: _("In rimborso"),
        DonationState.REFUNDED: _("Rimborsata"),
        DonationState.DISPUTED: _("Contestata"),
        DonationState.CHARGED_BACK: _("Ripresa dalla banca"),
    }[state]
