"""What ending a campaign would do, told before it is done; and stopping one for cause, exactly as it was told."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice.forms.refunds import CancellationForm
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_call_office, for_office, page
from apps.backoffice.views.works import follow
from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import FeeBearer
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.matching import services as matching
from apps.matching.services import Preview, WorldChanged

BEARERS = {FeeBearer.BENEFICIARY: "l'ente che ha ricevuto le donazioni", FeeBearer.MUNICIPALITY: "il Comune"}
WITHOUT_OUTCOME = (CampaignState.OPEN, CampaignState.OUTCOME_PENDING)
CRUMB = {"label": "Campagne", "path": "/gestione/campagne/"}


@require_safe
@for_office
def outcome(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show what would happen if the campaign ended now; nothing is written."""
    campaign = campaigns.find_campaign(campaign_id)
    if campaign.state not in WITHOUT_OUTCOME:
        return redirect("backoffice:campaign", campaign_id)
    preview = matching.preview_outcome(campaign_id=campaign_id, now=clock.now())
    return render(request, "backoffice/campaign_outcome.html", _context(campaign, preview, "Se finisse ora"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def cancel(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show what stopping the campaign does, and on POST do it; asks again when it would do something else by now."""
    campaign = campaigns.find_campaign(campaign_id)
    if campaign.state not in WITHOUT_OUTCOME:
        return redirect("backoffice:campaign", campaign_id)
    form = CancellationForm(request.POST if request.method == "POST" else None)
    form.offer(calls.list_acts(campaign.call_id))
    returned = _cancelled(request, campaign_id, form) if request.method == "POST" and form.is_valid() else None
    if returned is not None:
        return follow("rimborsi", campaign_id) if returned else redirect("backoffice:campaign", campaign_id)
    preview = matching.preview_cancellation(campaign_id=campaign_id, now=clock.now())
    context = _context(campaign, preview, "Annullamento")
    return render(request, "backoffice/campaign_cancel.html", {**context, "form": form, "digest": preview.digest})


def _cancelled(request: HttpRequest, campaign_id: int, form: CancellationForm) -> int | None:
    """Cancel the campaign and return how many refunds have begun; None where the form now says why not."""
    values = form.cleaned_data
    try:
        done = matching.cancel_campaign(
            campaign_id=campaign_id,
            reason=values["reason"],
            act_id=values["act"],
            digest=values["digest"],
            actor=actor_of(request),
            now=clock.now(),
        )
    except WorldChanged as error:
        form.add_error(None, error.message)
        return None
    except DomainError as error:
        form.add_error("reason", error.message)
        return None
    messages.success(request, f"La campagna è annullata. Rimborsi avviati: {done.refunds.count}.")
    return done.refunds.count


def _context(campaign: Any, preview: Preview, label: str) -> dict[str, Any]:
    return page(
        campaign=campaign,
        preview=preview,
        bearer=BEARERS[preview.fee_bearer],
        is_funded=preview.state == CampaignState.FUNDED,
        crumbs=[CRUMB, {"label": campaign.title, "path": f"/gestione/campagne/{campaign.pk}/"}, {"label": label}],
    )
