"""The form of a gift, the first of two screens; the second is the processor's page or a transfer's instructions."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.calls.rules.vocabulary import Channel
from apps.campaigns import selectors as campaigns
from apps.donations import links
from apps.donations import selectors as donation_selectors
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.portal.forms import DonationForm, with_key, with_new_key
from apps.portal.presenters import donations as donation_presenter
from apps.portal.presenters import giving, troubles
from apps.portal.presenters.standing import Standing
from apps.portal.presenters.troubles import Trouble
from apps.portal.views import beginning, begun_gift, kept_form
from apps.portal.views.campaigns import standing_of
from apps.portal.views.gift_form import asked_of, campaign_of, effect_view, form_page, own_addresses, takes_gifts

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

LOOK, AGAIN, METHOD = "guarda", "nuova", "modo"
_METHODS = {"bonifico": Channel.BANK_TRANSFER}


@require_http_methods(["GET", "HEAD", "POST"])
def donate(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; on POST begin the gift and go on to the page where it is paid.

    The form carries a key of its own, so pressing twice or coming back is one gift.
    """
    now = clock.now()
    campaign = campaign_of(slug)
    response = _sent(request, campaign, now) if request.method == "POST" else _opened(request, campaign, now)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def effect(request: HttpRequest, slug: str) -> HttpResponse:
    """Return the part of the form that says what the pool adds now, for the amount in the address."""
    campaign = campaign_of(slug)
    if not takes_gifts(campaign, clock.now()):
        raise Http404
    form = _form(request, campaign, request.GET)
    form.look_at_amount()
    context = {"effect": effect_view(request, standing_of(campaign), form), "campaign": campaign, "form": form}
    response = render(request, "portal/parts/gift_effect.html", context)
    patch_cache_control(response, private=True, no_cache=True)
    return response


@require_safe
def by_transfer(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead to the form with the bank transfer chosen, where the campaign takes transfers."""
    if not donation_selectors.takes_transfers(campaigns.get_public_campaign(slug)):
        raise Http404
    return redirect(f"{reverse('portal:donate', args=[slug])}?{METHOD}=bonifico")


def _opened(request: HttpRequest, campaign: "Campaign", now: datetime) -> HttpResponse:
    """Answer who opens the form, perhaps on the way back from a payment that was begun here, or with what is wrong."""
    kept = kept_form.find(request, campaign)
    if kept is not None:
        return _shown_again(request, campaign, *kept, now)
    gift = None if AGAIN in request.GET or request.method == "HEAD" else begun_gift.find(request, campaign, now)
    if gift is None:
        response = _shown(request, campaign, _form(request, campaign), now)
        if AGAIN in request.GET:
            begun_gift.forget(response, campaign)
        return response
    token = begun_gift.token_in(request)
    if gift.state == DonationState.LAPSED:
        response = _shown(request, campaign, _form(request, campaign), now, troubles.EXPIRED)
        begun_gift.forget(response, campaign)
        return response
    if gift.state != DonationState.STARTED:
        return redirect("portal:thanks", token=token)
    fields = {"donation": gift, "pay_url": donation_presenter.pay_url(gift), "token": token, "again": AGAIN}
    return form_page(
        request, campaign, template="portal/gift_open.html", crumb=_("Dona"), fields=lambda _standing: fields, now=now
    )


def _sent(request: HttpRequest, campaign: "Campaign", now: datetime) -> HttpResponse:
    form = _form(request, campaign, with_key(request.POST))
    if LOOK in request.POST:
        form.look_at_amount()
        return _led_back(request, campaign, form, troubles.LOOKED, now)
    donation, trouble = beginning.begin(request, campaign, form, now) if form.is_valid() else (None, troubles.WRONG)
    if donation is not None:
        kept_form.forget(request, campaign, form)
        return _sent_on(campaign, donation)
    if trouble.needs_new_key:
        form = _form(request, campaign, with_new_key(request.POST))
        form.full_clean()
    return _led_back(request, campaign, form, trouble, now)


def _led_back(
    request: HttpRequest, campaign: "Campaign", form: DonationForm, trouble: Trouble, now: datetime
) -> HttpResponse:
    """Lead to the page that shows the form again; show it at once where it cannot be kept, or is closed."""
    kept = None if trouble is troubles.NONE else kept_form.keep(request, campaign, form, trouble)
    return _shown(request, campaign, form, now, trouble) if kept is None else kept


def _shown_again(
    request: HttpRequest,
    campaign: "Campaign",
    typed: QueryDict,
    said: dict[str, list[str]],
    trouble: Trouble,
    now: datetime,
) -> HttpResponse:
    form = _form(request, campaign, typed)
    if trouble is troubles.LOOKED:
        form.look_at_amount()
    else:
        form.say_again(said)
    return _shown(request, campaign, form, now, replace(trouble, status=HTTPStatus.OK))


def _sent_on(campaign: "Campaign", donation: "Donation") -> HttpResponse:
    token = links.token_of(donation.pk)
    if donation.channel == Channel.BANK_TRANSFER:
        return redirect("portal:transfer", token=token)
    pay_url = donation_presenter.pay_url(donation)
    if not pay_url:
        return redirect("portal:thanks", token=token)
    response = HttpResponseRedirect(pay_url, status=HTTPStatus.SEE_OTHER)
    begun_gift.remember(response, campaign, token)
    return response


def _form(request: HttpRequest, campaign: "Campaign", data: QueryDict | None = None) -> DonationForm:
    """Return the form with what was sent, or filled with what is known of who asks for it."""
    return DonationForm(data, asked=asked_of(request, campaign), initial=_known(request) if data is None else None)


def _known(request: HttpRequest) -> dict[str, Any]:
    known: dict[str, Any] = {}
    method = _METHODS.get(request.GET.get(METHOD, ""))
    if method:
        known["method"] = method
    if request.user.is_authenticated:
        own = own_addresses(request)
        known |= {"donor_name": request.user.name, "donor_email": own[0] if own else request.user.email}
    return known


def _shown(
    request: HttpRequest, campaign: "Campaign", form: DonationForm, now: datetime, trouble: Trouble = troubles.NONE
) -> HttpResponse:
    def fields(standing: Standing) -> dict[str, Any]:
        return {
            "form": form,
            "promises": giving.promises(standing),
            "effect": effect_view(request, standing, form),
            "notice": trouble.notice,
            "may_retry": trouble.may_retry,
            "look": LOOK,
            "counts_transfers": donation_selectors.transfers_count(campaign),
            "late_days": standing.terms.late_payments_days,
        }

    return form_page(
        request,
        campaign,
        template="portal/donate.html",
        crumb=_("Dona"),
        fields=fields,
        now=now,
        status=trouble.status,
    )
