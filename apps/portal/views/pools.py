"""The pool of a call over time: a drawing, and the page with the same figures in a table."""

from csp.decorators import csp
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.branding.rules.palette import TRACK, shades
from apps.calls import selectors as calls
from apps.kernel import clock
from apps.ledger.selectors import days as ledger_days
from apps.portal.presenters import pool_history
from apps.portal.presenters.pool_history import Point

_ONLY_A_DRAWING = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "sandbox": True}


@require_safe
def history(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how the pool of a call came to what it is, newest day first."""
    call = calls.get_public_call(slug)
    found = _points(call.pk)
    title = _("La dotazione nel tempo")
    context = {
        "call": call,
        "title": title,
        "now": found[-1] if found else None,
        "points": found[::-1],
        "crumbs": [
            {"label": _("Bandi"), "path": "/bandi/"},
            {"written": True, "label": call.title, "path": f"/bandi/{call.slug}/"},
            {"label": title},
        ],
    }
    return render(request, "portal/pool_history.html", context)


@require_safe
@csp(_ONLY_A_DRAWING)  # type: ignore[arg-type]
def drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer the drawing of a call's pool; it has words beside it wherever it stands."""
    chart = pool_history.chart(_points(calls.get_public_call(slug).pk))
    if chart is None:
        raise Http404
    tenant = request.tenant  # type: ignore[attr-defined]
    named = shades(tenant.primary_colour, tenant.secondary_colour)
    context = {"chart": chart, "committed": named["40"], "reserved": named["accent"], "free": TRACK}
    return HttpResponse(render_to_string("portal/pool_history.svg", context), content_type="image/svg+xml")


def _points(call_id: int) -> list[Point]:
    zone = timezone.get_current_timezone_name()
    return pool_history.points(
        ledger_days.list_days(f"pool:{call_id}", zone=zone), timezone.localtime(clock.now()).date()
    )
