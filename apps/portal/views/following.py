"""Following and ceasing to follow: a form everywhere it stands; a guest signs in and comes back to say yes here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.community import selectors, services
from apps.kernel import clock
from apps.people.access import signed_in

STOP = "smetti"


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def follow(request: HttpRequest) -> HttpResponse:
    """Ask whether something is to be followed; on POST follow it, or stop, and go to its page."""
    user_id = int(request.user.pk or 0)
    asked = request.POST if request.method == "POST" else request.GET
    target = selectors.find_target(asked.get("tipo", ""), asked.get("chiave", ""))
    if request.method == "POST":
        if asked.get("azione") == STOP:
            services.unfollow(user_id=user_id, kind=target.kind, key=target.key, now=clock.now())
            messages.success(request, _("Non segui più «%(name)s».") % {"name": target.name})
        else:
            services.follow(user_id=user_id, kind=target.kind, key=target.key, now=clock.now())
            said = _("Ora segui «%(name)s»: ti scriviamo quando c'è una novità.")
            messages.success(request, said % {"name": target.name})
        return redirect(target.path)
    context = {
        "target": target,
        "is_followed": selectors.is_following(user_id, target.kind, target.key),
        "crumbs": [{"written": True, "label": target.name, "path": target.path}, {"label": _("Segui")}],
    }
    return render(request, "portal/follow.html", context)
