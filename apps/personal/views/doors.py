"""The doors of the personal area: django-allauth's views, with the city's identities and our limits."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account import views as account
from allauth.socialaccount.models import SocialApp
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from apps.kernel import clock
from apps.notifications import services as notifications
from apps.people import selectors as people


class SignIn(account.LoginView):
    """Sign in with address and password, or with an identity of the city's proxy."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the identities that this city takes."""
        return {**super().get_context_data(**kwargs), "providers": providers()}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the form lead to the city's proxies."""
        return may_leave(super().dispatch(request, *args, **kwargs))


class Register(account.SignupView):
    """Begin a profile."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the identities that this city takes."""
        return {**super().get_context_data(**kwargs), "providers": providers()}

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let the form lead to the city's proxies."""
        return may_leave(super().dispatch(request, *args, **kwargs))


class Addresses(account.EmailView):
    """A person's addresses; the one written to is never another person's, and is written to as the one before."""

    def _action_primary(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse | None:
        chosen = self._get_email_address(request)
        if chosen and chosen.verified and people.is_address_of_another(int(request.user.pk or 0), chosen.email):
            messages.error(request, _("Questo indirizzo non può diventare il principale: scrivi al Comune."))
            return None
        before = people.address_of(int(request.user.pk or 0))
        response = super()._action_primary(request, *args, **kwargs)
        after = people.address_of(int(request.user.pk or 0))
        if after != before:
            notifications.carry_wishes(before=before, after=after, now=clock.now())
        return response


def providers() -> list[dict[str, str]]:
    """Return the identities that this city takes: name and address of the door."""
    rows = SocialApp.objects.filter(provider="openid_connect").order_by("name").values_list("name", "provider_id")
    return [{"name": name, "path": f"/area/identita/{code}/login/"} for name, code in rows]


def may_leave(response: HttpResponseBase) -> HttpResponseBase:
    """Name the proxies in the policy of a page whose form goes there."""
    addresses = SocialApp.objects.filter(provider="openid_connect").values_list("settings__server_url", flat=True)
    origins = sorted({f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in addresses if url})
    if origins:
        response._csp_update = {"form-action": origins}  # type: ignore[attr-defined]
    return response
