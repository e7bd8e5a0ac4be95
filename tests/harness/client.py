"""Django's test client on one tenant's host."""

from typing import Any

from django.db import connection
from django.test import Client


class TenantClient(Client):
    """Sends requests to a tenant's first host; afterwards the connection is again in the schema that it was in."""

    def __init__(self, tenant: Any, **defaults: Any) -> None:
        super().__init__(HTTP_HOST=tenant.domains.get(is_primary=True).domain, **defaults)

    def request(self, **request: Any) -> Any:
        """Do one request and come back to the test's tenant."""
        before = connection.tenant
        try:
            return super().request(**request)
        finally:
            connection.set_tenant(before)
