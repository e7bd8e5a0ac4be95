"""The page of long work: how far each piece has come, refreshed by itself where scripts run, by a link where not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from apps.backoffice import works
from apps.backoffice.views.frame import for_office, page
from apps.people import selectors as people

FOLLOWED = "seguito"
STOP_POLLING = 286


def follow(kind: str, key: object) -> HttpResponse:
    """Lead who started a piece of work to the page that shows how far it has come."""
    return redirect(f"{reverse('backoffice:works')}?{urlencode({FOLLOWED: f'{kind}:{key}'})}")


@require_safe
@for_office
def listing(request: HttpRequest) -> HttpResponse:
    """Show the work under way and the work that is being followed, until it is over."""
    roles = people.roles_of(request.user.pk or 0)
    followed = works.named(request.GET.get(FOLLOWED, ""), roles)
    names = {work.name for work in followed}
    shown = [*followed, *(work for work in works.running(roles) if work.name not in names)]
    is_running = any(not work.is_over for work in shown)
    query = urlencode({FOLLOWED: ",".join(work.name for work in shown[: works.MOST_NAMED])})
    context = {"works": shown, "is_running": is_running, "refresh": f"?{query}"}
    if request.headers.get("HX-Request"):
        status = 200 if is_running else STOP_POLLING
        return render(request, "components/works.html", {**context, "is_part": True}, status=status)
    return render(request, "backoffice/works.html", page(crumbs=[{"label": "Lavori in corso"}], **context))
