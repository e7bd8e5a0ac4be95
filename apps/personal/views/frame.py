"""What the pages of the area share: the menu and the way back."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext as _

from apps.people import selectors as people
from apps.people.roles import CITY_OFFICE

if TYPE_CHECKING:
    from apps.people.models import User


def person_of(request: HttpRequest) -> "User":
    """Return who is signed in; raises PermissionDenied where a page forgot its guard."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def page(request: HttpRequest, heading: str, **context: Any) -> dict[str, Any]:
    """Return the context of a page of the area; who works in the office finds the way there."""
    crumbs = [{"label": _("Area personale"), "path": "/area/"}]
    if request.path != "/area/":
        crumbs.append({"label": heading})
    is_staff = bool(people.roles_of(person_of(request).pk) & CITY_OFFICE)
    return {"heading": heading, "crumbs": crumbs, "is_staff": is_staff, **context}
