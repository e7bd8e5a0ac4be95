"""The name that the public reads beside a gift: chosen again by its donor, reported to the city by anybody."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.community import services as community
from apps.donations import links, services
from apps.donations import selectors as donations
from apps.donations.selectors import names
from apps.kernel import clock
from apps.people.addresses import address_of, network_of
from apps.portal.caching import not_kept
from apps.portal.name_forms import PublicNameForm, ReportNameForm


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Ask a donor what the public is to read of the gift, and write it."""
    gift = donations.get_donation_by_token(token)
    kept = {name: getattr(gift, name) for name in PublicNameForm.base_fields}
    form = PublicNameForm(request.POST if request.method == "POST" else None, initial=kept)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_name(donation_id=gift.pk, shown=form.shown(), now=clock.now())
        except services.NameRefused as refusal:
            form.add_refusals(refusal.details["fields"])  # type: ignore[arg-type]
        else:
            messages.success(request, _("Fatto: in pubblico si legge quello che hai scelto."))
            return redirect("portal:donation", token=token)
    context = {
        "donation": gift,
        "form": form,
        "hidden": names.hidden_beside(gift.pk),
        "token": token,
        "crumbs": [
            {"label": _("La mia donazione"), "path": f"/donazioni/{token}/"},
            {"label": _("Che cosa si vede in pubblico")},
        ],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/public_name.html", context, status=status)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, token: str) -> HttpResponse:
    """Tell the city that a name should not be there; guests too, once per network."""
    gift, name = names.get_named(links.donation_id_of_name(token) or 0)
    form = ReportNameForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        community.report_name(
            donation_id=gift.pk,
            reporter_id=request.user.pk if request.user.is_authenticated else None,
            guest=network_of(address_of(request)),
            **form.cleaned_data,
            now=clock.now(),
        )
        messages.success(request, _("Grazie: il Comune guarderà questo nome."))
        return redirect("portal:campaign", slug=gift.campaign.slug)
    context = {
        "form": form,
        "name": name,
        "crumbs": [
            {"written": True, "label": gift.campaign.told_title, "path": f"/campagne/{gift.campaign.slug}/"},
            {"label": _("Segnala un nome")},
        ],
    }
    return render(request, "portal/report_name.html", context)
