"""A donor's promise, reached by the signed link of the gift: complete the payment, change the card, take it back."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.portal.caching import not_kept
from tenants.registry import selectors as registry


@not_kept
@require_POST
def complete(request: HttpRequest, token: str) -> HttpResponse:
    """Go to the page where a refused promise is paid in person."""
    donation = donation_services.complete_promise(token=token, origin=registry.portal_origin(), now=clock.now())
    return HttpResponseRedirect(donation.attempt.session_url, status=HTTPStatus.SEE_OTHER)


@not_kept
@require_POST
def change_card(request: HttpRequest, token: str) -> HttpResponse:
    """Go to the page where another card is saved for a promise."""
    donation = donation_services.change_card(token=token, origin=registry.portal_origin(), now=clock.now())
    return HttpResponseRedirect(donation.attempt.session_url, status=HTTPStatus.SEE_OTHER)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Ask whether the promise is really to be taken back; on POST take it back."""
    if request.method == "POST":
        donation_services.withdraw_promise(token=token, now=clock.now())
        return redirect("portal:donation", token=token)
    donation = donations.get_donation_by_token(token)
    context = {
        "donation": donation,
        "campaign": campaigns.get_campaign(donation.campaign_id),
        "token": token,
        "is_promised": donation.state == DonationState.PROMISED,
        "crumbs": [
            {"label": _("La mia donazione"), "path": f"/donazioni/{token}/"},
            {"label": _("Ritira la promessa")},
        ],
    }
    return render(request, "portal/promise_withdraw.html", context)
