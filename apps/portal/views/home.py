"""The city's home page."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.kernel import clock
from apps.kernel.address import page_address
from apps.kernel.kept import same_for_all
from apps.matching import selectors as matching
from apps.portal.presenters import calls as call_presenter
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import meta

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

OPEN_SHOWN = 6
OVER_SHOWN = 3
STEPS = (
    {
        "title": _("Scegli un progetto"),
        "text": _("Associazioni ed enti della città propongono i progetti; il Comune li seleziona con un bando."),
    },
    {
        "title": _("Dona quanto vuoi"),
        "text": _("Bastano pochi euro, con la carta, senza registrarti. I soldi vanno a chi realizza il progetto."),
    },
    {
        "title": _("Il Comune fa la sua parte"),
        "text": _(
            "Se le donazioni arrivano alla soglia, il Comune aggiunge i suoi soldi. Se no, ti rimborsiamo tutto."
        ),
    },
)


@require_safe
@same_for_all
def home(request: HttpRequest) -> HttpResponse:
    """Show the open campaigns, every call with its pool, and how it works."""
    now, tenant = clock.now(), request.tenant  # type: ignore[attr-defined]
    every = campaigns.list_public_campaigns()
    running = sorted((campaign for campaign in every if campaign.state == CampaignState.OPEN), key=_urgency)
    over = [campaign for campaign in every if campaign.state != CampaignState.OPEN]
    shown, ended = running[:OPEN_SHOWN], over[:OVER_SHOWN]
    listed = calls.list_public_calls()
    overview = matching.overview_of([*shown, *ended], [call.pk for call in listed])
    context = {
        "running": [presenter.card(campaign, overview.campaigns[campaign.pk], now) for campaign in shown],
        "ended": [presenter.card(campaign, overview.campaigns[campaign.pk], now) for campaign in ended],
        "count": len(every),
        "calls": [call_presenter.card(call, overview.pools[call.pk]) for call in listed],
        "steps": STEPS,
        "meta": meta.of_city(tenant.name, page_address(request), tenant.tagline),
    }
    return render(request, "portal/home.html", context)


def _urgency(campaign: "Campaign") -> tuple[bool, datetime]:
    """Order by need: first those that miss the threshold, the nearest deadline before the others."""
    return campaign.threshold_reached_at is not None, campaigns.opened(campaign).closes_at
