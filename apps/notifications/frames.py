"""The HTML part of a message as a page of its own, to be shown inside another: no script, no request, its own style."""

from django.http import HttpResponse

POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
    "sandbox allow-top-navigation-by-user-activation"
)


def as_frame(html: str) -> HttpResponse:
    """Answer the HTML part for an `iframe` of the same site; its links open in the whole window."""
    response = HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))
    response["Content-Security-Policy"] = POLICY
    response["X-Frame-Options"] = "SAMEORIGIN"
    response["Cache-Control"] = "private, no-store"
    return response
