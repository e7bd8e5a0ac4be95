"""Campaigns with their state, and one campaign with its ledger."""

import csv

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.audit import selectors as audit
from apps.backoffice.views.frame import for_office, page
from apps.campaigns import selectors as campaigns
from apps.campaigns.labels import state_label
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.ledger import selectors as ledger
from apps.matching import selectors as matching

ACCOUNTS = {
    "donations": "Donazioni incassate",
    "fees": "Commissioni del servizio di pagamento",
    "match": "Cofinanziamento del Comune",
}


@require_safe
@for_office
def listing(request: HttpRequest) -> HttpResponse:
    """List the campaigns, all or those in one state."""
    state = request.GET.get("stato", "")
    every = campaigns.list_campaigns()
    shown = [campaign for campaign in every if state in ("", campaign.state)]
    public = [campaign for campaign in shown if campaign.state != CampaignState.DRAFT]
    figures = matching.list_figures(public)
    rows = [(campaign, figures.get(campaign.pk), _label(campaign, figures.get(campaign.pk))) for campaign in shown]
    states = [(each.value, state_label(each, reached=False, waiting=False, refunded=False)) for each in CampaignState]
    return render(request, "backoffice/campaigns.html", page(rows=rows, states=states, state=state))


@require_safe
@for_office
def detail(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show a campaign with its figures, gifts, decisions, ledger accounts and history."""
    campaign = campaigns.find_campaign(campaign_id)
    figures = None if campaign.state == CampaignState.DRAFT else matching.figures_of(campaign)
    context = page(
        campaign=campaign,
        figures=figures,
        label=_label(campaign, figures),
        gifts=donations.list_donations(campaign_id),
        decisions=matching.list_decisions(campaign_id),
        accounts=[
            (
                label,
                f"campaign:{campaign_id}:{name}",
                ledger.list_transfers(f"campaign:{campaign_id}:{name}", limit=200),
            )
            for name, label in ACCOUNTS.items()
        ],
        history=audit.history_of("campaign", campaign_id),
    )
    return render(request, "backoffice/campaign.html", context)


@require_safe
@for_office
def ledger_csv(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Download every ledger movement of a campaign, amounts in euro with two decimals."""
    campaign = campaigns.find_campaign(campaign_id)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="movimenti-{campaign.slug}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow(["conto", "data", "tipo", "chiave", "dare", "avere", "importo", "stato"])
    for name in ACCOUNTS:
        account = f"campaign:{campaign_id}:{name}"
        for row in ledger.list_transfers(account, limit=None):
            euro = f"{row.amount_cents // 100},{row.amount_cents % 100:02d}"
            writer.writerow(
                [account, row.occurred_at.isoformat(), row.kind, row.key, row.debit, row.credit, euro, row.state]
            )
    return response


def _label(campaign, figures) -> str:  # type: ignore[no-untyped-def]
    return state_label(
        campaign.state,
        reached=campaign.threshold_reached_at is not None,
        waiting=figures is not None and figures.is_waiting,
        refunded=campaign.refunds_completed_at is not None,
    )
