"""Who may use the console: people of the public schema with the operator's role."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from apps.people import selectors as people
from apps.people.roles import Role

OFFICE_TITLE = "Console dell'operatore"

View = Callable[..., HttpResponseBase]


def operator_only(view: View) -> View:
    """Send strangers to the sign-in page; refuse people who do not have the role."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("operator:sign_in"))
        if Role.OPERATOR not in people.roles_of(request.user.pk):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded
