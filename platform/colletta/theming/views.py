"""What the design system serves itself: a city's colours, its coat of arms, and the living style page."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from colletta.theming import brand, samples
from colletta.theming.site import site_for

_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, max-age=300"


@require_safe
def brand_sheet(request: HttpRequest) -> HttpResponse:
    """Answer the CSS variables of the current host; kept for ever when asked for by its version."""
    site = site_for(getattr(request, "tenant", None))
    return _cacheable(request, brand.sheet(site.primary), "text/css; charset=utf-8", site.brand_version)


@require_safe
def coat_of_arms(request: HttpRequest) -> HttpResponse:
    """Answer the city's coat of arms, or a neutral shield with its initial."""
    site = site_for(getattr(request, "tenant", None))
    image = site.coat_of_arms or render_to_string("components/shield.svg", {"site": site})
    return _cacheable(request, image, "image/svg+xml", site.arms_version)


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component with invented figures; demo and tests only."""
    return render(request, "style.html", samples.context())


def _cacheable(request: HttpRequest, body: str, content_type: str, version: str) -> HttpResponse:
    etag = f'"{version}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = _FOR_EVER if request.GET.get("v") == version else _ASK_AGAIN
    return response
