"""The form of a gift: the first of the two screens, the second is the processor's hosted page."""

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import links
from apps.donations import selectors as donation_selectors
from apps.donations import selectors as gifts
from apps.donations import services as donations
from apps.donations.services import (
    Caller,
    CampaignClosed,
    ChallengeNeeded,
    GiftRefused,
    MandateNotAccepted,
    RequestKeyReused,
)
from apps.kernel import clock
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.people.addresses import address_of
from apps.portal.forms import DonationForm, with_key, with_new_key
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import donations as donation_presenter
from apps.portal.presenters import giving
from apps.portal.presenters.standing import Notice
from apps.portal.views.campaigns import standing_of
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation

NOT_CHARGED = Notice(
    "warning",
    "Il servizio di pagamento non risponde",
    "Non ti è stato addebitato nulla. Riprova tra poco con il bottone in fondo: i dati sono già scritti e la "
    "richiesta è la stessa, quindi non rischi di donare due volte.",
)
REFUSED = Notice(
    "danger",
    "Il pagamento non può iniziare",
    "Il servizio di pagamento ha rifiutato la richiesta. Non ti è stato addebitato nulla. Riprova più tardi; se "
    "succede ancora, scrivi al Comune.",
)
ANOTHER_GIFT = Notice(
    "info",
    "Hai già iniziato una donazione con altri dati",
    "Se vuoi donare con questi dati, conferma di nuovo. La donazione di prima, se non la paghi, si annulla da sola.",
)


@require_http_methods(["GET", "HEAD", "POST"])
def donate(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the form; on POST begin the gift and go on to the page where it is paid.

    The form carries a key of its own, so pressing twice or coming back is one gift.
    """
    now = clock.now()
    campaign = campaigns.get_public_campaign(slug)
    if request.method == "POST":
        response = _begin(request, campaign, now)
    else:
        response = _form(request, campaign, _new_form(campaign), now)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _begin(request: HttpRequest, campaign: "Campaign", now: datetime) -> HttpResponse:
    form = _new_form(campaign, with_key(request.POST))
    if not form.is_valid():
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        donation = _start(request, campaign, form, now)
    except GiftRefused as error:
        form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestKeyReused:
        again = _new_form(campaign, with_new_key(request.POST))
        return _form(request, campaign, again, now, notice=ANOTHER_GIFT, status=HTTPStatus.CONFLICT)
    except GatewayUncertain:
        return _form(request, campaign, form, now, notice=NOT_CHARGED, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except GatewayRefused:
        return _form(request, campaign, form, now, notice=REFUSED, status=HTTPStatus.BAD_GATEWAY)
    except ChallengeNeeded as error:
        form.ask_for_code("Il codice non è giusto: controlla l'e-mail." if error.details["is_wrong"] else str(error))
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except MandateNotAccepted:
        form.add_error("mandate", "L'autorizzazione è cambiata: leggila di nuovo e spunta la casella.")
        return _form(request, campaign, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except CampaignClosed:
        return _form(request, campaign, form, now)
    pay_url = donation_presenter.pay_url(donation)
    if pay_url:
        return HttpResponseRedirect(pay_url, status=HTTPStatus.SEE_OTHER)
    return redirect("portal:thanks", token=links.token_of(donation.pk))


def _new_form(campaign: "Campaign", data: QueryDict | None = None) -> DonationForm:
    return DonationForm(data, mandate=donation_selectors.mandate_text_for(campaign))


def _start(request: HttpRequest, campaign: "Campaign", form: DonationForm, now: datetime) -> "Donation":
    caller = Caller(address_of(request), form.cleaned_data["code"])
    gift, request_key, origin = form.gift(), form.cleaned_data["request_key"], registry.portal_origin()
    if form.mandate_text is not None:
        return donations.start_promise(
            campaign_slug=campaign.slug,
            gift=gift,
            mandate_sha256=form.cleaned_data["mandate_sha256"],
            request_key=request_key,
            origin=origin,
            now=now,
            caller=caller,
        )
    return donations.start_donation(
        campaign_slug=campaign.slug, gift=gift, request_key=request_key, origin=origin, now=now, caller=caller
    )


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
            {"label": "Dona"},
        ],
    }
    if not campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now):
        return render(request, "portal/closed.html", context, status=HTTPStatus.CONFLICT)
    context |= {"form": form, "promises": giving.promises(standing), "notice": notice}
    context["takes_transfers"] = gifts.takes_transfers(campaign)
    return render(request, "portal/donate.html", context, status=status)
