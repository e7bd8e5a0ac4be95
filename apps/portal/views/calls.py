"""The calls of the city, and one call."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.kernel.address import page_address
from apps.kernel.kept import same_for_all
from apps.matching import selectors as matching
from apps.portal.presenters import calls as presenter
from apps.portal.presenters import campaigns as campaign_presenter
from apps.portal.presenters import meta


@require_safe
@same_for_all
def listing(request: HttpRequest) -> HttpResponse:
    """List the public calls, newest first."""
    listed = calls.list_public_calls()
    pools = matching.overview_of([], [call.pk for call in listed]).pools
    context = {"calls": [presenter.card(call, pools[call.pk]) for call in listed], "crumbs": [{"label": _("Bandi")}]}
    return render(request, "portal/call_list.html", context)


@require_safe
@same_for_all
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a call: what it is, its rules in plain words, its pool, its campaigns."""
    now = clock.now()
    acts = calls.list_acts_of_public_call(slug)
    call = acts[0].call
    listed = campaigns.list_campaigns_of_call(call.pk)
    overview = matching.overview_of(listed, [call.pk])
    context = {
        "call": call,
        "page": presenter.page(acts, calls.list_rules_versions(call.pk), overview.pools[call.pk]),
        "campaigns": [campaign_presenter.card(each, overview.campaigns[each.pk], now) for each in listed],
        "meta": meta.of_call(call, page_address(request), request.tenant.name),  # type: ignore[attr-defined]
        "crumbs": [{"label": _("Bandi"), "path": "/bandi/"}, {"written": True, "label": call.title}],
    }
    return render(request, "portal/call.html", context)
