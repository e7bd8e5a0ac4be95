"""The one address of a page: that of the tenant's primary domain, whatever host or query it was asked with."""

from time import monotonic

from django.http import HttpRequest

from tenants.registry import selectors
from tenants.registry.schema import current_schema

SECONDS = 30.0
_known: dict[str, tuple[float, str]] = {}


def page_address(request: HttpRequest, path: str = "") -> str:
    """Return the address of a path of the portal, else of the page asked for, on the primary domain, without a query.

    Asked of the database now and then. A request that no tenant of the database answers has the host it came with.
    """
    wanted = path or request.path
    if getattr(getattr(request, "tenant", None), "pk", None) is None:
        return request.build_absolute_uri(wanted)
    return f"{_origin()}{wanted}"


def _origin() -> str:
    schema = current_schema()
    known = _known.get(schema)
    if known is None or monotonic() > known[0]:
        known = _known[schema] = (monotonic() + SECONDS, selectors.portal_origin())
    return known[1]
