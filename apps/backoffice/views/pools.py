"""The cockpit of one call's pool."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.backoffice.presenters import ledger as ledger_presenter
from apps.backoffice.presenters import pools, trail
from apps.backoffice.views.calls import LIST, crumb_of
from apps.backoffice.views.frame import for_office, page
from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.ledger import selectors as ledger
from apps.matching import selectors as matching


@require_safe
@for_office
def cockpit(request: HttpRequest, call_id: int) -> HttpResponse:
    """Show the pool of a call, its acts, its waiting list and what each campaign has from it."""
    call = calls.get_call(call_id)
    listed = campaigns.list_campaigns_of_call(call_id)
    titles = {campaign.pk: campaign.title for campaign in listed}
    waiting = [(titles[claim.campaign_id], claim) for claim in matching.list_waiting_claims(call_id)]
    figures = matching.list_figures(listed)
    still_open = [figures[campaign.pk] for campaign in listed if campaign.state == CampaignState.OPEN]
    context = page(
        call=call,
        row=pools.row(call, matching.pool_figures(call_id), still_open),
        acts=calls.list_acts(call_id),
        waiting=waiting,
        rows=[(campaign, figures[campaign.pk]) for campaign in listed],
        trail=trail.of("call", call_id),
        movements=ledger_presenter.movements(ledger.list_transfers(f"pool:{call_id}", limit=100)),
        crumbs=[LIST, crumb_of(call), {"label": "Dotazione"}],
    )
    return render(request, "backoffice/cockpit.html", context)
