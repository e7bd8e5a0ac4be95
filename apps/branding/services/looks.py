"""The look's draft, its publication and its restoration; what is published is live at once, without a deploy."""

from datetime import datetime
from typing import Any

from django.db import transaction

from apps.audit import services as audit
from apps.branding import selectors
from apps.branding.models import LookDraft, LookVersion
from apps.branding.rules import document
from apps.branding.states import Origin
from apps.kernel.errors import DomainError
from tenants.registry import looks
from tenants.registry import selectors as registry
from tenants.registry.looks import Look

BEFORE = "attivazione del Comune"


class LookRefused(DomainError):
    """The look cannot go live like this; `problems` says what is wrong with which field."""

    code = "look_refused"

    def __init__(self, problems: list[document.Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


@transaction.atomic
def save_draft(*, changes: dict[str, Any], actor: str, now: datetime) -> Look:
    """Change some fields of the draft, begun from the live look where there is none; raises LookRefused."""
    registry.lock_city(registry.current_tenant().pk)
    look = document.changed(selectors.working_look(), changes)
    found = document.problems(look)
    if found:
        raise LookRefused(found)
    values = {"document": document.to_document(look), "saved_by": actor, "saved_at": now}
    draft, _ = LookDraft.objects.update_or_create(slot=1, defaults=values)
    _audit("look.draft_saved", draft.pk, actor, now, fields=sorted(changes))
    return look


@transaction.atomic
def discard_draft(*, actor: str, now: datetime) -> None:
    """Throw the draft away; without one it changes nothing."""
    draft = LookDraft.objects.select_for_update().first()
    if draft:
        _audit("look.draft_discarded", draft.pk, actor, now)
        draft.delete()


@transaction.atomic
def publish_draft(*, actor: str, now: datetime) -> LookVersion | None:
    """Put the draft live as a new version, and return it; None without a draft. Raises LookRefused."""
    registry.lock_city(registry.current_tenant().pk)
    draft = LookDraft.objects.select_for_update().first()
    if draft is None:
        return None
    version = _put_live(document.from_document(draft.document), Origin.DRAFT, None, actor, now)
    draft.delete()
    return version


@transaction.atomic
def restore_version(*, number: int, actor: str, now: datetime) -> LookVersion:
    """Put an earlier version live again, as a new one; raises LookVersion.DoesNotExist, LookRefused."""
    registry.lock_city(registry.current_tenant().pk)
    wanted = LookVersion.objects.get(number=number)
    return _put_live(document.from_document(wanted.document), Origin.RESTORED, number, actor, now)


def _put_live(look: Look, origin: Origin, restored_from: int | None, actor: str, now: datetime) -> LookVersion:
    found = document.problems(look)
    if found:
        raise LookRefused(found)
    tenant = registry.current_tenant()
    last = LookVersion.objects.order_by("-number").first()
    if last is None:
        beginning = document.to_document(selectors.live_look(tenant))
        last = _write(1, beginning, Origin.BEGINNING, None, BEFORE, tenant.created_at)
    version = _write(last.number + 1, document.to_document(look), origin, restored_from, actor, now)
    looks.publish_look(tenant=tenant, look=look)
    _audit("look.published", version.number, actor, now, origin=str(origin), restored_from=restored_from)
    return version


def _write(
    number: int, values: dict[str, Any], origin: Origin, restored_from: int | None, actor: str, now: datetime
) -> LookVersion:
    return LookVersion.objects.create(
        number=number,
        document=values,
        origin=origin,
        restored_from=restored_from,
        published_by=actor,
        published_at=now,
    )


def _audit(verb: str, object_id: int, actor: str, now: datetime, **data: object) -> None:
    audit.record(actor=actor, verb=verb, object_kind="look", object_id=object_id, now=now, data=data)
