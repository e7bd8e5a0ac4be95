"""One campaign of the city."""

from functools import cache
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.campaigns.selectors import CampaignNotFound
from apps.campaigns.states import CampaignState
from apps.community import selectors as community
from apps.donations import selectors as donations
from apps.donations.selectors import payee
from apps.editorial import selectors as editorial
from apps.kernel import clock
from apps.kernel.address import page_address
from apps.kernel.kept import same_for_all
from apps.matching import selectors as matching
from apps.people import selectors as people
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import content, meta, sharing
from apps.portal.presenters import decisions as decision_presenter
from apps.portal.presenters.standing import Standing

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from apps.campaigns.models import Campaign

GIFTS_SHOWN = 8


@require_safe
@same_for_all
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a campaign that is not a draft."""
    campaign = _with_content(slug, request.user.pk)
    is_open = campaign.state == CampaignState.OPEN
    address, standing = page_address(request), standing_of(campaign)
    told = content.told(campaign, now=clock.now(), reads_as_donor=_reads_as_donor(request, campaign))
    tenant = request.tenant  # type: ignore[attr-defined]
    facts = sharing.facts_of(standing, tenant, address)
    context = {
        "campaign": campaign,
        "page": presenter.page(standing),
        "told": told,
        "gifts": latest_gifts(campaign),
        "decisions": []
        if is_open
        else [decision_presenter.line(each) for each in matching.list_decisions(campaign.pk)],
        "voices": community.of_campaign(campaign),
        "share": sharing.share(campaign, address),
        "meta": meta.of_campaign(campaign, address, tenant.name, sharing.card_address(facts), facts.alternative),
        "crumbs": [{"label": _("Campagne"), "path": "/campagne/"}, {"written": True, "label": told.title}],
    }
    return render(request, "portal/campaign.html", context)


def _with_content(slug: str, reader_id: int | None) -> "Campaign":
    found = _as_anybody() if reader_id is None else _as_read_by(reader_id)
    campaign: Campaign | None = found.filter(slug=slug).first()
    if campaign is None:
        raise CampaignNotFound(_("Questa campagna non esiste o non è pubblica."))
    return campaign


@cache
def _as_anybody() -> "QuerySet[Campaign]":
    """Return the query of a page whose reader is nobody we know, built once: that takes a third of making the page."""
    return _as_read_by(None)


def _as_read_by(reader_id: int | None) -> "QuerySet[Campaign]":
    found = donations.with_offers(editorial.with_content(campaigns.find_public_campaigns()))
    return community.with_voices(found, reader_id=reader_id)


def _reads_as_donor(request: HttpRequest, campaign: "Campaign") -> bool:
    """Tell whether news for donors are for this reader; nobody's session is opened where there are none."""
    user = request.user if editorial.has_news_for_donors(campaign) else None
    if user is None or not user.is_authenticated:
        return False
    return payee.has_given(campaign.pk, people.verified_addresses(user.pk))


def latest_gifts(campaign: "Campaign") -> list[donations.PublicGift]:
    """Return the gifts that a campaign's page names; none where they were given back."""
    if campaign.state == CampaignState.NOT_FUNDED:
        return []
    return donations.list_latest_public(campaign.pk, GIFTS_SHOWN)


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
