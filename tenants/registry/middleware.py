"""Which tenant a request is for, from its host."""

from django_tenants.middleware.main import TenantMainMiddleware as TenantMiddleware

__all__ = ["TenantMiddleware"]
