"""What the office does of texts: approve, hide for a reason, restore, keep hidden after a contest; each is an act."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.community.models import ModerationAct, Policy, Report
from apps.community.rules.writing import Choices
from apps.community.selectors import desk, texts
from apps.community.selectors.texts import Spoken, what_of
from apps.community.services.letters import tell_author
from apps.community.states import TRANSITIONS, Reason, State, Verb
from apps.kernel.errors import DomainError
from apps.kernel.states import advance


class NothingToConfirm(DomainError):
    """Nobody has contested the hiding, or it has been looked at already."""

    code = "nothing_to_confirm"
    status = 409


@transaction.atomic
def approve_text(*, what: str, text_id: int, note: str, actor: str, now: datetime) -> Spoken:
    """Show a held text and tell its author, or leave a reported one public; its reports are closed.

    Raises TextNotFound, ForbiddenTransition.
    """
    row = texts.lock_text(what, text_id)
    is_reported = desk.count_open_reports(row) > 0
    if row.state != State.VISIBLE or not is_reported:
        row.state = advance({State.HELD: TRANSITIONS[State.HELD]}, State(row.state), State.VISIBLE)
        row.save(update_fields=["state"])
        tell_author(row, "community_approved", now)
    _act(row, Verb.APPROVE, "", note, actor, now)
    return row


@transaction.atomic
def hide_text(*, what: str, text_id: int, reason: str, note: str, actor: str, now: datetime) -> Spoken:
    """Hide a text for a reason that anyone reads, and tell its author. Raises TextNotFound, ForbiddenTransition."""
    row = texts.lock_text(what, text_id)
    row.state = advance(TRANSITIONS, State(row.state), State.HIDDEN)
    row.hidden_reason = Reason(reason)
    row.save(update_fields=["state", "hidden_reason"])
    _act(row, Verb.HIDE, row.hidden_reason, note, actor, now)
    tell_author(row, "community_hidden", now)
    return row


@transaction.atomic
def restore_text(*, what: str, text_id: int, note: str, actor: str, now: datetime) -> Spoken:
    """Show a hidden text again, and tell its author. Raises TextNotFound, ForbiddenTransition."""
    row = texts.lock_text(what, text_id)
    row.state = advance({State.HIDDEN: TRANSITIONS[State.HIDDEN]}, State(row.state), State.VISIBLE)
    row.hidden_reason = ""
    row.contest_settled_at = now if row.contested_at else None
    row.save(update_fields=["state", "hidden_reason", "contest_settled_at"])
    _act(row, Verb.RESTORE, "", note, actor, now)
    tell_author(row, "community_restored", now)
    return row


@transaction.atomic
def confirm_hiding(*, what: str, text_id: int, note: str, actor: str, now: datetime) -> Spoken:
    """Leave a contested text hidden, and tell its author: there is no second contest. Raises NothingToConfirm."""
    row = texts.lock_text(what, text_id)
    if row.state != State.HIDDEN or row.contested_at is None or row.contest_settled_at is not None:
        raise NothingToConfirm("Non c'è una contestazione da decidere.")
    row.contest_settled_at = now
    row.save(update_fields=["contest_settled_at"])
    _act(row, Verb.CONFIRM, row.hidden_reason, note, actor, now)
    tell_author(row, "community_confirmed", now)
    return row


@transaction.atomic
def save_policy(*, choices: Choices, actor: str, now: datetime) -> Policy:
    """Write the city's choices about what people write."""
    values = asdict(choices)
    row, _ = Policy.objects.update_or_create(slot=1, defaults=values)
    data: dict[str, object] = dict(values)
    audit.record(actor=actor, verb="save", object_kind="community_policy", object_id=row.pk, now=now, data=data)
    return row


def _act(row: Spoken, verb: Verb, reason: str, note: str, actor: str, now: datetime) -> None:
    target = desk.target_of(row)
    Report.objects.filter(**target, closed_at__isnull=True).update(closed_at=now)
    ModerationAct.objects.create(**target, verb=verb, reason=reason, note=note[:500], actor=actor, at=now)
    data: dict[str, object] = {"reason": reason} if reason else {}
    audit.record(actor=actor, verb=verb, object_kind=what_of(row), object_id=row.pk, now=now, data=data)
