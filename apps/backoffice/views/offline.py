"""Gifts received by hand: the list, recording with evidence, and the second officer's word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.banking import ReasonForm
from apps.backoffice.forms.offline import OfflineForm
from apps.backoffice.presenters import offline as presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import offline as table
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_offline_office, page
from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.donations import selectors, services
from apps.donations.rules import Evidence
from apps.donations.services import CampaignClosed, GiftRefused, OfflineRefused
from apps.kernel import clock
from apps.matching.services import offline as matching

CONTENT_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


@require_safe
@for_offline_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List gifts received by hand, those that wait for a second officer first."""
    context = page(
        heading="Donazioni offline",
        intro="Assegni, contanti e altre donazioni ricevute a mano. Una persona le registra con la prova, un'altra le "
        "conferma: solo allora contano.",
        actions=[{"label": "Registra una donazione", "path": "/gestione/donazioni-offline/nuova/"}],
    )
    return lists.answer(request, table.TABLE, table.find, context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offline_office
def record(request: HttpRequest) -> HttpResponse:
    """Record a gift received by hand; another officer has to confirm it."""
    now = clock.now()
    is_sent = request.method == "POST"
    taking = [
        each
        for each in campaigns.list_public_campaigns()
        if campaign_rules.accepts_donations(each.state, each.opens_at, each.closes_at, now)
    ]
    form = OfflineForm(request.POST if is_sent else None, request.FILES if is_sent else None, campaigns=taking)
    if is_sent and form.is_valid():
        file = form.cleaned_data["evidence"]
        try:
            gift = services.record_offline_gift(
                campaign_id=int(form.cleaned_data["campaign"]),
                gift=form.gift(),
                received=form.received(),
                evidence=Evidence(file.name, file.read()),
                actor=actor_of(request),
                now=now,
                request_key=form.cleaned_data["request_key"],
            )
        except GiftRefused as error:
            form.add_refusals(error.details["fields"])  # type: ignore[arg-type]
        except CampaignClosed as error:
            form.add_error("campaign", error.message)
        else:
            messages.success(
                request, "La donazione è registrata. Vale quando la conferma un'altra persona dell'ufficio."
            )
            return redirect("backoffice:offline_gift", gift.pk)
    context = page(form=form, has_campaigns=bool(taking))
    return render(request, "backoffice/offline_record.html", context, status=422 if form.errors else 200)


@require_safe
@for_offline_office
def detail(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Show a gift received by hand, its evidence and what was decided."""
    gift = selectors.get_offline(donation_id)
    context = page(**presenter.told(gift, actor_of(request)), trail=trail.of("donation", donation_id))
    return render(request, "backoffice/offline_gift.html", context)


@require_safe
@for_offline_office
def evidence(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Download the file that proves a gift, never shown inside the site."""
    gift, data = services.evidence_of(donation_id=donation_id)
    response = HttpResponse(data, content_type=CONTENT_TYPES[gift.evidence_type])
    name = f"prova-{donation_id}.{gift.evidence_type}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Content-Security-Policy"] = "sandbox"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_offline_office
def confirm(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Ask the second officer to confirm, then record the money."""
    gift = selectors.get_offline(donation_id)
    context = page(**presenter.told(gift, actor_of(request)))
    if request.method == "POST":
        try:
            matching.confirm_offline_gift(donation_id=donation_id, actor=actor_of(request), now=clock.now())
        except OfflineRefused as error:
            context["refusal"] = error.message
            return render(request, "backoffice/offline_confirm.html", context, status=error.status)
        messages.success(request, "La donazione è confermata e conta per la campagna.")
        return redirect("backoffice:offline_gift", donation_id)
    return render(request, "backoffice/offline_confirm.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_offline_office
def refuse(request: HttpRequest, donation_id: int) -> HttpResponse:
    """Ask why, then refuse a gift received by hand."""
    gift = selectors.get_offline(donation_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.refuse_offline_gift(
                donation_id=donation_id, reason=form.cleaned_data["reason"], actor=actor_of(request), now=clock.now()
            )
        except OfflineRefused as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "La registrazione è rifiutata.")
            return redirect("backoffice:offline_gift", donation_id)
    context = page(**presenter.told(gift, actor_of(request)), form=form)
    return render(request, "backoffice/offline_refuse.html", context, status=422 if form.errors else 200)
