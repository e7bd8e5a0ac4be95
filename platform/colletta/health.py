"""The two probes: `/healthz` says that the process answers, `/readyz` that it may be sent requests."""

from collections.abc import Callable

from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tenants.fleet import selectors as fleet


@require_safe
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer without touching anything."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers and the schemas are those of this code, else 503, and which check fails.

    The cache is told and not needed: pages and gifts go on without it (decision 19).
    """
    checks: dict[str, Callable[[], bool]] = {
        "database": _database_answers,
        "cache": _cache_answers,
        "migrations": fleet.is_up_to_date,
    }
    found = {name: _holds(check) for name, check in checks.items()}
    ready = all(holds for name, holds in found.items() if name != "cache")
    status = "unavailable" if not ready else "ok" if found["cache"] else "degraded"
    return JsonResponse({"status": status, **found}, status=200 if ready else 503)


def _holds(check: Callable[[], bool]) -> bool:
    """Treat any failure as a no: a probe reports, it does not raise."""
    try:
        return check()
    except Exception:
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone() == (1,))


def _cache_answers() -> bool:
    caches["shelf"].get("readyz")
    return True
