"""What the design system serves itself: a city's colours, its coat of arms, and the living style page."""

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import parse_etags
from django.views.decorators.http import require_safe

from apps.branding import selectors as branding
from colletta.theming import brand, samples
from colletta.theming.site import site_for

_FOR_EVER = "public, max-age=31536000, immutable"
_ONLY_A_DRAWING = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "img-src": ["data:"], "sandbox": True}
"""An SVG opened by its own address is drawn and does nothing else."""
_ASK_AGAIN = "public, max-age=300"


@require_safe
def brand_sheet(request: HttpRequest) -> HttpResponse:
    """Answer the CSS variables of the current host; kept for ever when asked for by its version."""
    site = site_for(getattr(request, "tenant", None))
    return _cacheable(request, brand.sheet(site.primary, site.secondary), "text/css; charset=utf-8", site.brand_version)


@require_safe
@csp(_ONLY_A_DRAWING)
def coat_of_arms(request: HttpRequest) -> HttpResponse:
    """Answer the city's coat of arms, or a neutral shield with its initial."""
    site = site_for(getattr(request, "tenant", None))
    own = branding.find_file(site.arms) if site.arms else None
    image = bytes(own.data) if own else render_to_string("components/shield.svg", {"site": site})
    return _cacheable(request, image, "image/svg+xml", site.arms_version)


@require_safe
@csp(_ONLY_A_DRAWING)  # type: ignore[arg-type]
def picture(request: HttpRequest, sha256: str) -> HttpResponse:
    """Answer a picture of the city's look, named by its content; the national portal has none."""
    is_national = site_for(getattr(request, "tenant", None)).is_national
    kept = None if is_national else branding.find_file(sha256)
    if kept is None:
        raise Http404
    response = HttpResponse(bytes(kept.data), content_type=kept.media_type)
    response["Cache-Control"] = _FOR_EVER
    return response


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """Show every component with invented figures; demo and tests only."""
    return render(request, "style.html", samples.context())


def _cacheable(request: HttpRequest, body: str | bytes, content_type: str, version: str) -> HttpResponse:
    etag = f'"{version}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(body, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = _FOR_EVER if request.GET.get("v") == version else _ASK_AGAIN
    return response
