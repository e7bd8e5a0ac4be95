"""The one address of a page: that of the tenant's primary domain, whatever host or query it was asked with."""

from time import monotonic

from django.http import HttpRequest

from tenants.registry import selectors
from tenants.registry.schema import current_schema

SECONDS = 30.0
_known: dict[str, tuple[float, str]] = {}


def page_address(request: HttpRequest) -> str:
    """Return the address of a page on its primary domain, without its query; asked of the database now and then.

    A request that no tenant of the database answers has the address that it came with.
    """
    if getattr(getattr(request, "tenant", None), "pk", None) is None:
        return request.build_absolute_uri(request.path)
    return f"{_origin()}{request.path}"


def _origin() -> str:
    schema = current_schema()
    known = _known.get(schema)
    if known is None or monotonic() > known[0]:
        known = _known[schema] = (monotonic() + SECONDS, selectors.portal_origin())
    return known[1]
