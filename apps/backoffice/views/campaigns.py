"""Campaigns with their state, and one campaign with its ledger."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.backoffice import lists
from apps.backoffice.presenters import ledger as ledger_presenter
from apps.backoffice.presenters import payouts as payout_presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import campaigns as table
from apps.backoffice.views.frame import for_office, holds, page
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.donations.selectors import names
from apps.kernel.spreadsheets import csv_answer, euro_cell, moment_cell
from apps.ledger import selectors as ledger
from apps.matching import selectors as matching
from apps.matching.rules.decision import Phase
from apps.payments import selectors as payments
from apps.people.roles import BANK_OFFICE, CALL_OFFICE, MODERATION_OFFICE

CRUMB = {"label": "Campagne", "path": "/gestione/campagne/"}
LATEST_GIFTS, LATEST_TRANSFERS = 10, 50
ACCOUNTS = {
    "donations": "Donazioni incassate",
    "fees": "Commissioni del servizio di pagamento",
    "match": "Cofinanziamento del Comune",
}
LEDGER_COLUMNS = ["conto", "data", "tipo", "chiave", "dare", "avere", "importo", "stato"]

PHASES = {
    Phase.ROUND: "alla fine del primo turno",
    Phase.PROVISIONAL: "provvisoria",
    Phase.DEFINITIVE: "definitiva",
    Phase.ROLLOVER: "per scorrimento",
}


@require_safe
@for_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List the campaigns with their figures."""
    return lists.answer(request, table.TABLE, table.find, page(heading="Campagne", crumbs=[CRUMB]))


@require_safe
@for_office
def gifts(request: HttpRequest, campaign_id: int) -> HttpResponseBase:
    """List the gifts of a campaign."""
    campaign = campaigns.find_campaign(campaign_id)
    crumbs = [CRUMB, {"label": campaign.title, "path": f"/gestione/campagne/{campaign_id}/"}, {"label": "Donazioni"}]
    context = page(heading=f"Donazioni a «{campaign.title}»", crumbs=crumbs)
    columns = table.GIFTS_WITH_NAMES if holds(request, MODERATION_OFFICE) else table.GIFTS
    return lists.answer(request, columns, lambda asked: table.find_gifts(campaign_id, asked), context)


@require_safe
@for_office
def detail(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show a campaign with its figures, latest gifts, decisions, ledger accounts and history."""
    campaign = campaigns.find_campaign(campaign_id)
    figures = None if campaign.state == CampaignState.DRAFT else matching.figures_of(campaign)
    latest = names.with_hidden(donations.find_donations(campaign_id))[:LATEST_GIFTS]
    payouts = payments.list_payouts(f"campaign:{campaign_id}")
    context = page(
        campaign=campaign,
        figures=figures,
        state=table.CampaignRow(campaign, figures).state,
        gifts=[(gift, table.gift_state(gift)) for gift in latest],
        decisions=[(each, PHASES[Phase(each.phase)]) for each in matching.list_decisions(campaign_id)],
        accounts=[(label, _movements_of(campaign_id, name)) for name, label in ACCOUNTS.items()],
        payouts=payout_presenter.lines(payouts),
        may_release=payout_presenter.may_be_released(campaign, payouts) and holds(request, BANK_OFFICE),
        may_cancel=holds(request, CALL_OFFICE),
        trail=trail.of("campaign", campaign_id),
        crumbs=[CRUMB, {"label": campaign.title}],
    )
    return render(request, "backoffice/campaign.html", context)


@require_safe
@for_office
def ledger_csv(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Download every ledger movement of a campaign, amounts in euro with two decimals."""
    campaign = campaigns.find_campaign(campaign_id)
    return csv_answer(f"movimenti-{campaign.slug}", [LEDGER_COLUMNS, *_movements(campaign_id)])


def _movements(campaign_id: int) -> Iterator[list[str]]:
    for name in ACCOUNTS:
        account = f"campaign:{campaign_id}:{name}"
        for row in ledger.list_transfers(account, limit=None):
            at, euro = moment_cell(row.occurred_at), euro_cell(row.amount_cents)
            yield [account, at, row.kind, row.key, row.debit, row.credit, euro, row.state]


def _movements_of(campaign_id: int, name: str) -> list[ledger_presenter.Movement]:
    rows = ledger.list_transfers(f"campaign:{campaign_id}:{name}", limit=LATEST_TRANSFERS)
    return ledger_presenter.movements(rows)
