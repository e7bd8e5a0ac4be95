"""Reads of the audit trail."""

from datetime import datetime

from django.db.models import QuerySet

from apps.audit.models import AuditEvent


def history_of(object_kind: str, object_id: int, limit: int = 50) -> list[AuditEvent]:
    """Return the latest acts on an object, newest first."""
    return list(AuditEvent.objects.filter(object_kind=object_kind, object_id=object_id).order_by("-at", "-pk")[:limit])


def latest(limit: int) -> list[AuditEvent]:
    """Return the latest acts of the office and the platform, newest first, without citizens'."""
    return list(AuditEvent.objects.exclude(actor__startswith="user:").order_by("-pk")[:limit])


def search(
    *, object_kind: str = "", verb: str = "", since: datetime | None = None, until: datetime | None = None
) -> QuerySet[AuditEvent]:
    """Return the acts on a kind of object, of a verb and in a half-open period, newest first; lazy."""
    found = AuditEvent.objects.order_by("-pk")
    if object_kind:
        found = found.filter(object_kind=object_kind)
    if verb:
        found = found.filter(verb=verb)
    if since:
        found = found.filter(at__gte=since)
    return found.filter(at__lt=until) if until else found
