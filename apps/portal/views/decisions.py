"""Decision records: readable by a person, and as the exact text that anyone can recompute."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.matching import selectors as matching
from apps.portal.presenters import decisions as presenter

GIFTS_PER_PAGE = 50


@require_safe
def decision(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Show a decision with every input, page by page when the donations are many."""
    found = matching.get_decision(decision_id)
    page = presenter.page(found, lambda: _titles(found.campaign.call_id))
    context = {
        "decision": found,
        "page": page,
        "page_obj": Paginator(page.gifts, GIFTS_PER_PAGE).get_page(request.GET.get("page")),
        "is_paging": "page" in request.GET,
        "crumbs": [
            {"label": _("Campagne"), "path": "/campagne/"},
            {"written": True, "label": page.campaign_title, "path": page.campaign_path},
            {"label": _("Verbale %(number)s") % {"number": found.number}},
        ],
    }
    return render(request, "portal/decision.html", context)


def _titles(call_id: int) -> dict[int, tuple[str, str]]:
    return {each.pk: (each.title, f"/campagne/{each.slug}/") for each in campaigns.list_campaigns_of_call(call_id)}


@require_safe
def record(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Download the stored text of a decision, byte for byte."""
    found = matching.get_decision(decision_id)
    response = HttpResponse(found.record, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="decisione-{found.pk}.json"'
    return response
