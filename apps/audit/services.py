"""The one write of the audit trail."""

from datetime import datetime

from apps.audit.models import AuditEvent


def record(
    *, actor: str, verb: str, object_kind: str, object_id: int, now: datetime, data: dict[str, object] | None = None
) -> None:
    """Append one act; `data` holds no personal data of donors."""
    AuditEvent.objects.create(
        at=now, actor=actor, verb=verb, object_kind=object_kind, object_id=object_id, data=data or {}
    )
