"""The city's own texts of the standing pages: every save is a new version, live at once."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.branding import selectors
from apps.branding.models import LegalText
from apps.branding.states import TextKind
from tenants.registry import selectors as registry


@transaction.atomic
def save_text(*, kind: TextKind, text: str, actor: str, now: datetime) -> LegalText:
    """Put a page's text live as a new version; empty brings back the built-in one. The live text again: no version."""
    registry.lock_city(registry.current_tenant().pk)
    last = selectors.find_text(kind)
    wanted = text.replace("\r\n", "\n").strip()
    if last and last.text == wanted:
        return last
    version = last.version + 1 if last else 1
    saved = LegalText.objects.create(kind=kind, version=version, text=wanted, saved_by=actor, saved_at=now)
    audit.record(
        actor=actor,
        verb="legal_text.published",
        object_kind="legal_text",
        object_id=saved.pk,
        now=now,
        data={"kind": str(kind), "version": version},
    )
    return saved
