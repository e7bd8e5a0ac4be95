"""Password, second factor, identities and sessions of a person."""

from typing import Any

from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.socialaccount.views import ConnectionsView
from allauth.usersessions.internal.flows.sessions import end_other_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from apps.kernel import clock
from apps.people import selectors as people
from apps.people.access import signed_in
from apps.personal import rules, services
from apps.personal.views.doors import may_leave, providers
from apps.personal.views.frame import page, person_of


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """Show how a person signs in, and what she may add or change."""
    found = Authenticator.objects.filter(user_id=person_of(request).pk, type=Authenticator.Type.RECOVERY_CODES).first()
    context = page(
        request,
        _("Sicurezza"),
        has_password=person_of(request).has_usable_password(),
        has_second_factor=people.has_second_factor(person_of(request).pk),
        codes_left=len(found.wrap().get_unused_codes()) if found else 0,
        has_providers=bool(providers()),
    )
    return render(request, "personal/security.html", context)


@require_safe
@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """List where a person is signed in."""
    rows = sorted(UserSession.objects.purge_and_list(request.user), key=lambda row: row.created_at, reverse=True)
    current = request.session.session_key
    listed = [(row, _device(row.user_agent), row.session_key == current) for row in rows]
    context = page(request, _("Sessioni"), rows=listed)
    return render(request, "personal/sessions.html", context)


@require_POST
@signed_in
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one session of the person."""
    if not services.end_session(user_id=person_of(request).pk, session_id=session_id, now=clock.now()):
        raise Http404
    messages.success(request, _("La sessione è terminata."))
    return redirect("personal:sessions")


@require_POST
@signed_in
def end_others(request: HttpRequest) -> HttpResponse:
    """End every session of the person but this one."""
    end_other_sessions(request, request.user)
    messages.success(request, _("Le altre sessioni sono terminate."))
    return redirect("personal:sessions")


def _device(user_agent: str) -> str:
    browser, system = rules.device_of(user_agent)
    if browser and system:
        return _("%(browser)s su %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Programma sconosciuto")


class Identities(ConnectionsView):
    """The identities with which a person may sign in; linking one asks for a fresh sign-in."""

    template_name = "personal/identities.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for the password again before anything changes."""
        raise_if_reauthentication_required(request, app="allauth.socialaccount")
        return may_leave(super().dispatch(request, *args, **kwargs))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the frame and the identities that this city takes."""
        context = super().get_context_data(**kwargs)
        return page(self.request, _("Identità digitale"), **{**context, "providers": providers()})


identities = Identities.as_view()
