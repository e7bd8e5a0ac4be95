"""The door of a campaign's desk: who may edit its content, and nobody else."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from apps.campaigns import selectors as campaigns
from apps.editorial import access
from apps.people.access import signed_in

if TYPE_CHECKING:
    from apps.people.models import User

View = Callable[..., HttpResponse]


def desk_of(view: View) -> View:
    """Give a view the campaign whose number is in the address, where the person may edit it; PermissionDenied else."""

    @wraps(view)
    def guarded(request: HttpRequest, campaign_id: int, *args: Any, **kwargs: Any) -> HttpResponse:
        campaign = campaigns.find_campaign(campaign_id)
        if not access.may_edit(person(request).pk, campaign):
            raise PermissionDenied
        return view(request, campaign, *args, **kwargs)

    return cast("View", signed_in(guarded))


def person(request: HttpRequest) -> "User":
    """Return who is signed in, behind a door that lets nobody else through."""
    return cast("User", request.user)


def actor_of(request: HttpRequest) -> str:
    """Return how the audit trail names who is signed in."""
    return person(request).email
