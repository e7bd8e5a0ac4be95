"""Reads of the audit trail."""

from apps.audit.models import AuditEvent


def history_of(object_kind: str, object_id: int, limit: int = 50) -> list[AuditEvent]:
    """Return the latest acts on an object, newest first."""
    return list(AuditEvent.objects.filter(object_kind=object_kind, object_id=object_id).order_by("-at", "-pk")[:limit])
