"""The map of the city's projects: a drawing and a list for everyone, Leaflet where there is JavaScript."""

import json
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import listing
from apps.campaigns.labels import badge_of
from apps.districts import selectors as districts
from apps.districts.rules import drawing
from apps.kernel.kept import same_for_all
from apps.portal.views.campaign_list import asked_of, form_context
from apps.search import selectors as search

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.districts.models import District

LISTED = 30
DRAWN = 1000
GEOJSON = "application/geo+json"


@require_safe
@same_for_all
def page(request: HttpRequest) -> HttpResponse:
    """Show the city with its projects; the list beside it says the same, narrowed by the same address."""
    asked, choices = asked_of(request)
    found = listing.find(asked.wanted(choices), asked.sort, search.missing_cents_of())
    page_obj = Paginator(found, LISTED).get_page(request.GET.get("page"))
    parts = districts.list_districts()
    context = {
        **form_context(asked, choices),
        "drawing": drawing.draw(
            [(each.name, each.boundary, float(each.latitude), float(each.longitude)) for each in parts]
        ),
        "is_invented": any(each.is_demo for each in parts),
        "rows": [_properties(each) for each in page_obj],
        "count": page_obj.paginator.count,
        "page_obj": page_obj,
        "crumbs": [{"label": _("Campagne"), "path": "/campagne/"}, {"label": _("Mappa")}],
    }
    return render(request, "portal/map.html", context)


@require_safe
@same_for_all
def districts_geojson(request: HttpRequest) -> HttpResponse:
    """Answer the city's districts."""
    features = [
        _feature(each.boundary, {"name": each.name, "path": f"/quartieri/{each.slug}/"})
        for each in districts.list_districts()
    ]
    return _collection(features)


@require_safe
@same_for_all
def campaigns_geojson(request: HttpRequest) -> HttpResponse:
    """Answer where the wanted campaigns are: their own point, or the one inside their district."""
    asked, choices = asked_of(request)
    found = listing.find(asked.wanted(choices), asked.sort, search.missing_cents_of())[:DRAWN]
    parts = {each.name.casefold(): each for each in districts.list_names()}
    placed = [(each, _point(each, parts.get(each.district.casefold()))) for each in found]
    features = [_feature(point, _properties(each)) for each, point in placed if point]
    return _collection(features)


def _point(campaign: "Campaign", district: "District | None") -> dict[str, Any] | None:
    place = campaign if campaign.latitude is not None else district
    if place is None or place.longitude is None or place.latitude is None:
        return None
    return {"type": "Point", "coordinates": [float(place.longitude), float(place.latitude)]}


def _properties(campaign: "Campaign") -> dict[str, Any]:
    return {
        "title": campaign.told_title,
        "path": f"/campagne/{campaign.slug}/",
        "state": campaign.state,
        "label": badge_of(campaign, is_waiting=False).label,
        "place": " · ".join(part for part in (campaign.district, campaign.area) if part),
    }


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _collection(features: list[dict[str, Any]]) -> HttpResponse:
    document = {"type": "FeatureCollection", "features": features}
    body = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=str)
    return HttpResponse(body, content_type=GEOJSON)
