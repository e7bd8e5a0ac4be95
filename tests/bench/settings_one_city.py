"""The same program for one city only: what the platform would be without tenancy."""

from tests.bench.settings import *  # noqa: F403

MIDDLEWARE = [
    "tests.bench.views.FixedTenant" if name.endswith("TenantMiddleware") else name
    for name in MIDDLEWARE  # noqa: F405
]
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"  # noqa: F405
DATABASES["default"]["OPTIONS"]["options"] += " -c search_path=c_milano,public"  # noqa: F405
for _cache in CACHES.values():  # noqa: F405
    _cache.pop("KEY_FUNCTION")
