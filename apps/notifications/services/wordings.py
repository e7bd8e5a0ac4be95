"""The city's own words for a kind of message."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.kernel.errors import DomainError
from apps.notifications import catalogue
from apps.notifications.models import Wording
from apps.notifications.rules import wordings as rules


class BadWording(DomainError):
    """The words cannot be used; `problems` says what is wrong by field."""

    code = "bad_wording"


@transaction.atomic
def save_wording(*, kind: str, language: str, subject: str, body: str, actor: str, now: datetime) -> None:
    """Say a kind of message in the city's own words from now on. Raises BadWording."""
    if kind not in catalogue.KINDS or not catalogue.KINDS[kind].may_be_reworded:
        raise BadWording("Le parole di questo messaggio non si cambiano.", problems={})
    variables = frozenset(variable.name for variable in catalogue.variables_of(kind))
    wrong = rules.problems(subject=subject, body=body, variables=variables, required=catalogue.required_of(kind))
    if wrong:
        raise BadWording(" ".join(line for lines in wrong.values() for line in lines), problems=wrong)
    values = {"subject": subject.strip(), "body": body.strip(), "written_by": actor, "written_at": now}
    wording, _ = Wording.objects.update_or_create(kind=kind, language=language, defaults=values)
    _audit(wording.pk, "wording.saved", kind, language, actor, now)


@transaction.atomic
def restore_wording(*, kind: str, language: str, actor: str, now: datetime) -> None:
    """Say a kind of message in the common words again."""
    wording = Wording.objects.filter(kind=kind, language=language).first()
    if wording is not None:
        _audit(wording.pk, "wording.restored", kind, language, actor, now)
        wording.delete()


def _audit(wording_id: int, verb: str, kind: str, language: str, actor: str, now: datetime) -> None:
    data: dict[str, object] = {"kind": kind, "language": language}
    audit.record(actor=actor, verb=verb, object_kind="wording", object_id=wording_id, now=now, data=data)
