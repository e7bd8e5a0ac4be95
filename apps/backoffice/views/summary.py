"""The first page of the office: what waits for who looks at it, pools, deadlines, latest events."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.audit import selectors as audit
from apps.backoffice import waiting, works
from apps.backoffice.presenters import pools, trail
from apps.backoffice.views.frame import for_office, page, reach_of
from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.kernel import clock
from apps.people import selectors as people
from apps.people.roles import AUDIT_OFFICE, Role
from tenants.registry import selectors as registry

SOON = timedelta(days=7)
LATEST = 8


@require_safe
@for_office
def summary(request: HttpRequest) -> HttpResponse:
    """Show what waits for a person's roles, and how the city's money and campaigns stand."""
    reach, now, roles = reach_of(request), clock.now(), people.roles_of(request.user.pk or 0)
    listed = campaigns.list_campaigns()
    context = page(
        tasks=waiting.list_for(roles),
        works=works.running(roles),
        pools=pools.rows(calls.list_calls(), listed),
        ending=campaigns.list_ending(after=now, before=now + SOON),
        stuck_work=registry.list_stuck() if Role.PLATFORM_MANAGER in roles else [],
        events=[
            (event, trail.what(event), trail.actor(event), trail.object_name(event), reach(trail.object_path(event)))
            for event in audit.latest(LATEST)
        ],
        may_read_log=bool(AUDIT_OFFICE & roles),
    )
    return render(request, "backoffice/summary.html", context)
