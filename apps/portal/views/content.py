"""A campaign's content beside its page: the preview of what is being written, and the documents."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns.selectors import CampaignNotFound
from apps.campaigns.states import PUBLIC, CampaignState
from apps.community import selectors as community
from apps.donations import selectors as donations
from apps.editorial import access
from apps.editorial import selectors as editorial
from apps.editorial.rules.content import Document
from apps.editorial.services.drafts import DOCUMENTS
from apps.kernel import clock, private_files
from apps.kernel.address import page_address
from apps.people.access import signed_in
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import content as content_presenter
from apps.portal.presenters import sharing
from apps.portal.views.campaigns import latest_gifts, standing_of

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

DAYS = 60


@signed_in
@require_safe
def preview(request: HttpRequest, campaign_id: int) -> HttpResponse:
    """Show the real page of a campaign with what is being written, to who may write it."""
    found = donations.with_offers(editorial.with_content(campaigns.find_campaigns()))
    campaign = community.with_voices(found, reader_id=request.user.pk).filter(pk=campaign_id).first()
    if campaign is None:
        raise CampaignNotFound(_("Questa campagna non esiste."))
    if not access.may_edit(request.user.pk or 0, campaign):
        raise PermissionDenied
    now = clock.now()
    told = content_presenter.preview(campaign, editorial.draft(campaign.pk), now=now)
    if campaign.state == CampaignState.DRAFT:
        _as_if_open(campaign, now)
    context = {
        "campaign": campaign,
        "page": presenter.page(standing_of(campaign)),
        "told": told,
        "gifts": latest_gifts(campaign),
        "voices": community.of_campaign(campaign),
        "is_preview": True,
        "share": sharing.share(campaign, page_address(request, f"/campagne/{campaign.slug}/")),
        "crumbs": [
            {"label": _("La tua campagna"), "path": f"/proponenti/campagne/{campaign.pk}/"},
            {"label": _("Anteprima")},
        ],
    }
    return render(request, "portal/campaign.html", context)


@require_safe
def document(request: HttpRequest, slug: str, sha256: str) -> HttpResponse:
    """Give a document of a campaign as a file to keep, never as a page; what is not public to who may edit alone."""
    campaign = campaigns.find_campaigns().filter(slug=slug).first()
    if campaign is None:
        raise Http404
    papers = editorial.published(campaign.pk).documents if campaign.state in PUBLIC else ()
    paper = _named(papers, sha256)
    if paper is None and access.may_edit(request.user.pk or 0, campaign):
        paper = _named(editorial.draft(campaign.pk).documents, sha256)
    if paper is None:
        raise Http404
    response = HttpResponse(private_files.read(DOCUMENTS, sha256), content_type="application/pdf")
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=paper.name) or "attachment"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox"
    return response


def _named(papers: Iterable[Document], sha256: str) -> Document | None:
    return next((each for each in papers if each.sha256 == sha256), None)


def _as_if_open(campaign: "Campaign", now: datetime) -> None:
    """Give a draft, in memory only, what it will have when it opens: nothing here is written."""
    campaign.rules_version = calls.current_rules_version(campaign.call_id)
    campaign.account_id = 0
    campaign.state = CampaignState.OPEN
    campaign.opens_at, campaign.closes_at = now, now + timedelta(days=DAYS)
