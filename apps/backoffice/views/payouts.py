"""The money of a funded campaign goes from the processor to its body's bank, once somebody confirmed it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.backoffice.presenters import payouts as presenter
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_bank_office, page
from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.matching import selectors as matching
from apps.matching import services as matching_services
from apps.payments import selectors as payments

CRUMB = {"label": "Campagne", "path": "/gestione/campagne/"}


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def release(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Ask before releasing a funded campaign's money; on POST owe the payout, which waits for an open dispute."""
    campaign = campaigns.find_campaign(campaign_id)
    if not presenter.may_be_released(campaign, payments.list_payouts(f"campaign:{campaign_id}")):
        return redirect("backoffice:campaign", campaign_id)
    if request.method == "POST":
        matching_services.ask_release(campaign_id=campaign_id, actor=actor_of(request), now=clock.now())
        messages.success(request, "Il versamento è avviato; se c'è una contestazione aperta, aspetta da solo.")
        return redirect("backoffice:campaign", campaign_id)
    account = payments.get_account(campaigns.opened(campaign).account_pk)
    context = page(
        campaign=campaign,
        amount_cents=matching.payable_cents(campaign_id, account.account_id),
        account_id=account.account_id,
        crumbs=[
            CRUMB,
            {"label": campaign.title, "path": f"/gestione/campagne/{campaign_id}/"},
            {"label": "Versamento all'ente"},
        ],
    )
    return render(request, "backoffice/campaign_release.html", context)
