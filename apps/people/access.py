"""Which pages a role opens: one decorator for the city's office, the national desk and the operator's console."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from apps.people import selectors
from apps.people.roles import Role

View = Callable[..., HttpResponseBase]


def open_to(roles: frozenset[Role], *, sign_in: str) -> Callable[[View], View]:
    """Let through who signed in on this host and holds one of the roles here; others are sent to `sign_in`, or told no.

    `sign_in` is the name of the page to sign in. Who holds a role of SECOND_FACTOR_ROLES and has no second factor is
    sent to add one. Raises PermissionDenied for a person without the role.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse(sign_in))
            held = selectors.roles_of(request.user.pk)
            if not roles & held:
                raise PermissionDenied
            if held & frozenset(settings.SECOND_FACTOR_ROLES) and not selectors.has_second_factor(request.user.pk):
                return redirect("/area/sicurezza/")
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            return response

        return guarded

    return decorate


def signed_in(view: View) -> View:
    """Let through who signed in on this city's portal; others are sent to the personal area's door."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "/area/accedi/")
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    return guarded
