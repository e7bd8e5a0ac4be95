"""Which tenant a host belongs to, remembered in this process for a moment.

An answer lives `SECONDS`, so a change made elsewhere is in force that soon; the services that change a tenant call
`forget`, so in their own process it is in force at once. Hosts that nobody knows are remembered too, in bounded number.
While the database is away the last answer stands: the page that says so is the city's own.
"""

from time import monotonic

from django.db import OperationalError
from django.http import HttpRequest
from django.http.request import split_domain_port
from django_tenants.utils import remove_www

from tenants.registry.models import Domain, Tenant
from tenants.registry.states import TenantState

SECONDS = 1.0
PREVIEW_KEY = "colletta.preview_tenant"
_LONGEST = 4096
_SERVED = (TenantState.ACTIVE, TenantState.SUSPENDED)

_known: dict[str, tuple[float, Tenant | None]] = {}


def tenant_of(request: HttpRequest) -> Tenant | None:
    """Return the tenant that answers a request, active or suspended, or None.

    A caller inside the program may look at a city that is not live yet by putting it in the WSGI environment under
    `PREVIEW_KEY`; no HTTP header can (headers get the prefix `HTTP_`). Raises DisallowedHost.
    """
    preview = request.META.get(PREVIEW_KEY)
    if isinstance(preview, Tenant):
        return preview
    host, _ = split_domain_port(request.get_host())
    return lookup(remove_www(host))


def lookup(host: str) -> Tenant | None:
    """Return the tenant that answers on a host, without a query when it was asked less than `SECONDS` ago."""
    known = _known.get(host)
    if known and monotonic() < known[0]:
        return known[1]
    try:
        tenant = _read(host)
    except OperationalError:
        if known is None:
            raise
        return known[1]
    if len(_known) >= _LONGEST:
        _known.clear()
    _known[host] = (monotonic() + SECONDS, tenant)
    return tenant


def forget() -> None:
    """Ask the database again for every host."""
    _known.clear()


def _read(host: str) -> Tenant | None:
    row = Domain.objects.select_related("tenant").filter(domain=host, tenant__state__in=_SERVED).first()
    return row.tenant if row else None
