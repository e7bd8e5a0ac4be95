"""The list of campaigns, narrowed and sorted by what stands in its address."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import listing
from apps.districts import selectors as districts
from apps.kernel import clock
from apps.kernel.kept import same_for_all
from apps.matching import selectors as matching
from apps.portal.presenters import campaigns as presenter
from apps.portal.presenters import narrowing
from apps.portal.presenters.narrowing import Choices, Narrowing
from apps.search import selectors as search

PAGE_SIZE = 12


@require_safe
@same_for_all
def listing_page(request: HttpRequest) -> HttpResponse:
    """List the public campaigns; every filter is in the address, so that the list can be kept and sent."""
    asked, choices = asked_of(request)
    found = listing.find(asked.wanted(choices), asked.sort, search.missing_cents_of())
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    figures = matching.list_figures(list(page))
    now = clock.now()
    context = {
        **form_context(asked, choices),
        "campaigns": [presenter.card(campaign, figures[campaign.pk], now) for campaign in page],
        "count": page.paginator.count,
        "page_obj": page,
        "crumbs": [{"label": _("Campagne")}],
    }
    return render(request, "portal/campaign_list.html", context)


def asked_of(request: HttpRequest) -> tuple[Narrowing, Choices]:
    """Return what an address asks for, and among what a person may choose; the centre of a circle costs a query."""
    asked = Narrowing.of(request.GET)
    choices = narrowing.choices(listing.list_facets())
    if asked.district and (asked.kilometres or asked.district not in choices.districts):
        choices = choices.with_centre(
            next((each for each in districts.list_names() if each.slug == asked.district), None)
        )
    return asked, choices


def form_context(asked: Narrowing, choices: Choices) -> dict[str, Any]:
    """Return what `portal/parts/narrowing.html` needs."""
    return {"asked": asked, "choices": choices, "query": asked.query()}
