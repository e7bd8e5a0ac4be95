"""Writes of cases."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.cases.models import Case
from apps.cases.states import CaseKind, CaseState
from apps.kernel.errors import DomainError
from tenants.registry import services as registry


class CaseRefused(DomainError):
    """A case cannot be closed like this."""

    code = "case_refused"
    status = 409


@transaction.atomic
def open_case(
    *, kind: CaseKind, key: str, subject: str, summary: str, now: datetime, data: dict[str, object] | None = None
) -> Case:
    """Open the case of a kind and key, or return the one that is there, open or resolved.

    The office is told of a new one by e-mail. `summary` is Italian and, like `data`, holds no personal data.
    """
    case, is_new = Case.objects.get_or_create(
        kind=kind,
        key=key,
        defaults={"subject": subject, "summary": summary, "data": data or {}, "opened_at": now},
    )
    if is_new:
        _audit(case, "case.opened", "system", now)
        registry.put_on_agenda(kind="case.tell", key=str(case.pk), due_at=now, now=now)
    return case


@transaction.atomic
def reopen_case(*, case_id: int, now: datetime) -> Case:
    """Open a resolved case again, because the thing came back; an open one stays as it is."""
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    if case.state == CaseState.RESOLVED:
        case.state, case.opened_at = CaseState.OPEN, now
        case.resolved_at, case.resolved_by, case.resolution = None, "", ""
        case.save()
        _audit(case, "case.reopened", "system", now)
    return case


@transaction.atomic
def resolve_case(
    *, case_id: int, resolution: str, actor: str, now: datetime, decision: dict[str, object] | None = None
) -> Case:
    """Close a case with how it ended, in words; closing it again changes nothing. Raises CaseRefused without words.

    `decision` is kept beside its data: what was chosen, for programs.
    """
    case = Case.objects.select_for_update(no_key=True).get(pk=case_id)
    if case.state == CaseState.RESOLVED:
        return case
    if not resolution.strip():
        raise CaseRefused("Scrivi come è finito il caso.")
    case.state, case.resolved_at = CaseState.RESOLVED, now
    case.resolved_by, case.resolution = actor, resolution.strip()
    case.data = {**case.data, **({"decision": decision} if decision else {})}
    case.save(update_fields=["state", "resolved_at", "resolved_by", "resolution", "data"])
    _audit(case, "case.resolved", actor, now)
    return case


def _audit(case: Case, verb: str, actor: str, now: datetime) -> None:
    audit.record(
        actor=actor,
        verb=verb,
        object_kind="case",
        object_id=case.pk,
        now=now,
        data={"kind": case.kind, "key": case.key},
    )
