"""The campaigns of the city, and one campaign."""

import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.matching import selectors as matching
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import decisions as decision_presenter
from apps.portal.presenters.standing import Standing

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

PAGE_SIZE = 12
GIFTS_SHOWN = 8
FILTERS: dict[str, tuple[str, frozenset[CampaignState]]] = {
    "aperte": ("Aperte", frozenset({CampaignState.OPEN})),
    "in-attesa": ("In attesa dell'esito", frozenset({CampaignState.OUTCOME_PENDING})),
    "finanziate": ("Finanziate", frozenset({CampaignState.FUNDED})),
    "non-finanziate": ("Non finanziate", frozenset({CampaignState.NOT_FUNDED})),
}


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List the public campaigns, open ones first; `stato` and `q` (words of the title) narrow the list."""
    now = clock.now()
    state, words = request.GET.get("stato", ""), request.GET.get("q", "").strip()[:80]
    found = _matching(campaigns.list_public_campaigns(), state, words)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    figures = matching.list_figures(list(page))
    context = {
        "campaigns": [presenter.card(campaign, figures[campaign.pk], now) for campaign in page],
        "count": len(found),
        "page_obj": page,
        "filters": [(key, label) for key, (label, _) in FILTERS.items()],
        "state": state,
        "words": words,
        "query": urlencode({key: value for key, value in (("stato", state), ("q", words)) if value}),
        "crumbs": [{"label": "Campagne"}],
    }
    return render(request, "portal/campaign_list.html", context)


@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign that is not a draft."""
    campaign = campaigns.get_public_campaign(slug)
    is_open = campaign.state == CampaignState.OPEN
    is_given_back = campaign.state == CampaignState.NOT_FUNDED
    context = {
        "campaign": campaign,
        "page": presenter.page(standing_of(campaign)),
        "gifts": [] if is_given_back else donations.list_latest_public(campaign.pk, GIFTS_SHOWN),
        "decisions": []
        if is_open
        else [decision_presenter.line(each) for each in matching.list_decisions(campaign.pk)],
        "share_url": request.build_absolute_uri(request.path),
        "crumbs": [{"label": "Campagne", "path": "/campagne/"}, {"label": campaign.title}],
    }
    return render(request, "portal/campaign.html", context)


def standing_of(campaign: "Campaign") -> Standing:
    """Return how a campaign stands now, its call's pool included."""
    overview = matching.overview_of([campaign], [campaign.call_id])
    return Standing(
        campaign=campaign,
        terms=campaigns.terms_of(campaign),
        figures=overview.campaigns[campaign.pk],
        pool=overview.pools[campaign.call_id],
        now=clock.now(),
    )


def _matching(every: Sequence["Campaign"], state: str, words: str) -> list["Campaign"]:
    states = FILTERS[state][1] if state in FILTERS else frozenset(CampaignState)
    wanted = _plain(words).split()
    return [
        campaign
        for campaign in every
        if campaign.state in states and all(word in _plain(campaign.title) for word in wanted)
    ]


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
