"""The form of a gift: the first of the two screens, the second is the processor's hosted page."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import links
from apps.donations import services as donations
from apps.donations.services import CampaignClosed, GiftRefused, RequestKeyReused
from apps.kernel import clock
from apps.payments.gateway import GatewayRefused, GatewayUncertain
from apps.portal.forms import DonationForm
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import donations as donation_presenter
from apps.portal.presenters import giving
from apps.portal.presenters.standing import Notice
from apps.portal.views.campaigns import standing_of
from tenants.registry import selectors as registry

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
    response = _begin(request, slug, now) if request.method == "POST" else _form(request, slug, DonationForm(), now)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _begin(request: HttpRequest, slug: str, now: datetime) -> HttpResponse:
    form = DonationForm(_with_key(request.POST))
    if not form.is_valid():
        return _form(request, slug, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        donation = donations.start_donation(
            campaign_slug=slug,
            gift=form.gift(),
            request_key=form.cleaned_data["request_key"],
            origin=registry.portal_origin(),
            now=now,
        )
    except GiftRefused as error:
        form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
        return _form(request, slug, form, now, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except RequestKeyReused:
        again = DonationForm(_with_new_key(request.POST))
        return _form(request, slug, again, now, notice=ANOTHER_GIFT, status=HTTPStatus.CONFLICT)
    except GatewayUncertain:
        return _form(request, slug, form, now, notice=NOT_CHARGED, status=HTTPStatus.SERVICE_UNAVAILABLE)
    except GatewayRefused:
        return _form(request, slug, form, now, notice=REFUSED, status=HTTPStatus.BAD_GATEWAY)
    except CampaignClosed:
        return _form(request, slug, form, now)
    pay_url = donation_presenter.pay_url(donation)
    if pay_url:
        return HttpResponseRedirect(pay_url, status=HTTPStatus.SEE_OTHER)
    return redirect("portal:thanks", token=links.token_of(donation.pk))


def _form(
    request: HttpRequest,
    slug: str,
    form: DonationForm,
    now: datetime,
    *,
    notice: Notice | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    campaign = campaigns.get_public_campaign(slug)
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
    return render(request, "portal/donate.html", context, status=status)


def _with_key(data: QueryDict) -> QueryDict:
    """Return the data with a new key where the key was lost or spoilt on the way."""
    try:
        UUID(data.get("request_key", ""))
    except ValueError:
        return _with_new_key(data)
    return data


def _with_new_key(data: QueryDict) -> QueryDict:
    renewed = data.copy()
    renewed["request_key"] = str(uuid4())
    return renewed
