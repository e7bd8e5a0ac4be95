"""What tells people and search engines which pages there are: site map, sitemap.xml, robots.txt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.calls import selectors as calls
from apps.campaigns import listing
from apps.campaigns.listing import Sort, Wanted
from apps.districts import selectors as districts
from apps.kernel import listed
from apps.kernel.kept import same_for_all
from apps.kernel.listed import Listed
from apps.search import selectors as search
from apps.search.pages import GROUPS, PAGES
from tenants.registry import selectors as registry

MOST = 40_000
LISTED = 200
CLOSED_TO_ROBOTS = (
    "/gestione/",
    "/area/",
    "/proponenti/",
    "/donazioni/",
    "/rimborsi/",
    "/ricevute/",
    "/api/",
    "/cerca/",
    "/campagne/*/dona/",
    "/*?*lat=",
)
"""What belongs to one person or needs a token, what is made for machines, and lists without an end."""


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show every page of the portal, grouped as people look for them."""
    context = {
        "groups": [(label, [each for each in PAGES if each.group == group]) for group, label in GROUPS.items()],
        "campaigns": listing.find(Wanted(), Sort.USUAL, search.missing_cents_of())[:LISTED],
        "calls": calls.list_public_calls(),
        "districts": districts.list_names(),
        "crumbs": [{"label": _("Mappa del sito")}],
    }
    return render(request, "portal/site_map.html", context)


@require_safe
@same_for_all
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Answer the addresses of the public pages, in the format of sitemaps.org."""
    origin = registry.portal_origin()
    found = listing.find(Wanted(), Sort.NEWEST, search.missing_cents_of()).values_list("slug", "opens_at", "settled_at")
    pages = [Listed(f"{origin}{each.path}") for each in PAGES if each.path not in CLOSED_TO_ROBOTS]
    pages += [Listed(f"{origin}/bandi/{call.slug}/", call.published_at) for call in calls.list_public_calls()]
    pages += [Listed(f"{origin}/campagne/{slug}/", settled or opened) for slug, opened, settled in found[:MOST]]
    pages += [Listed(f"{origin}/quartieri/{each.slug}/") for each in districts.list_names()]
    return listed.site_map(pages, request.tenant.language)  # type: ignore[attr-defined]


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer where robots may not go: drafts have no public address, and tokens are in no list."""
    return listed.robots(CLOSED_TO_ROBOTS, registry.portal_origin())
