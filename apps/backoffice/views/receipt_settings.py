"""What the office decides for receipts: the text of each regime with its preview, regimes of campaigns, issuers."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.backoffice.forms.receipts import IssuerForm, RegimeForm, TextForm
from apps.backoffice.presenters import receipts as presenter
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_receipt_office, page
from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.people import selectors as people
from apps.receipts import labels, printing, selectors, services
from apps.receipts.proposals import proposal_for
from apps.receipts.rules import sample
from apps.receipts.states import Regime
from tenants.registry import selectors as registry


@require_safe
@for_receipt_office
def texts(request: HttpRequest) -> HttpResponse:
    """List the regimes with the text in force of each."""
    saved = selectors.list_texts()
    rows = [(str(regime), labels.REGIMES[regime], saved.get(regime)) for regime in Regime]
    return render(request, "backoffice/receipt_texts.html", page(rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def text(request: HttpRequest, regime: str) -> HttpResponse:
    """Edit the text of a regime: saving makes a new version, for the receipts from then on."""
    chosen = _regime(regime)
    current = selectors.get_text(chosen)
    initial = {"text": current.text if current else proposal_for(chosen)}
    form = TextForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        saved = services.save_text(
            regime=chosen, text=form.cleaned_data["text"], actor=actor_of(request), now=clock.now()
        )
        messages.success(request, f"La versione {saved.version} è in vigore per le prossime ricevute.")
        return redirect("backoffice:receipt_texts")
    context = page(
        form=form,
        regime=regime,
        label=labels.REGIMES[chosen],
        current=current,
        versions=selectors.list_versions(chosen),
    )
    return render(request, "backoffice/receipt_text.html", context)


@require_POST
@for_receipt_office
def preview(request: HttpRequest, regime: str) -> HttpResponse:
    """Show an invented receipt with the text that is being written; nothing is saved."""
    now: datetime = clock.now()
    city = registry.current_tenant().name
    wanted = sample.snapshot(regime=_regime(regime), text=request.POST.get("text", "")[:4000], city=city, now=now)
    response = presenter.download(printing.preview_pdf(wanted, now=now), "anteprima.pdf")
    response["Content-Disposition"] = 'inline; filename="anteprima.pdf"'
    return response


@require_safe
@for_receipt_office
def regimes(request: HttpRequest) -> HttpResponse:
    """List the campaigns with their regime and issuer."""
    listed = campaigns.list_campaigns()
    chosen = selectors.list_regimes([campaign.pk for campaign in listed])
    rows = [
        (campaign, labels.SHORT_REGIMES[chosen[campaign.pk]] if campaign.pk in chosen else "") for campaign in listed
    ]
    return render(request, "backoffice/receipt_regimes.html", page(rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def regime(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Give a campaign its regime."""
    campaign = campaigns.find_campaign(campaign_id)
    chosen = selectors.list_regimes([campaign_id]).get(campaign_id)
    form = RegimeForm(request.POST if request.method == "POST" else None, initial={"regime": chosen})
    if request.method == "POST" and form.is_valid():
        services.choose_regime(
            campaign_id=campaign_id,
            regime=Regime(form.cleaned_data["regime"]),
            actor=actor_of(request),
            now=clock.now(),
        )
        messages.success(request, f"Il regime di «{campaign.title}» è salvato.")
        return redirect("backoffice:receipt_regimes")
    return render(request, "backoffice/receipt_regime.html", page(form=form, campaign=campaign, chosen=chosen))


@require_http_methods(["GET", "HEAD", "POST"])
@for_receipt_office
def issuer(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Edit what the receipts of a body say of it."""
    body = people.find_organisation(organisation_id)
    if body is None:
        raise Http404
    details = selectors.get_details(organisation_id)
    initial = {"address": details.address, "runts": details.runts} if details else {}
    form = IssuerForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.save_issuer(
            organisation_id=organisation_id, **form.cleaned_data, actor=actor_of(request), now=clock.now()
        )
        messages.success(request, f"I dati di {body.name} sono salvati.")
        return redirect("backoffice:receipt_regimes")
    return render(request, "backoffice/receipt_issuer.html", page(form=form, body=body))


def _regime(word: str) -> Regime:
    if word not in list(Regime):
        raise Http404
    return Regime(word)
