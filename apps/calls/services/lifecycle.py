"""Writes of calls: drafts, acts, publication and rectification of the rules, funding of the pool."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction

from apps.audit import services as audit
from apps.calls import selectors
from apps.calls.models import AdministrativeAct, Call, RulesVersion
from apps.calls.rules import check
from apps.calls.rules.canonical import sha256_of
from apps.calls.rules.details import CallDetails, cup_warning
from apps.calls.rules.document import RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.states import CALL_TRANSITIONS, WITHOUT_MONEY, ActKind, CallState
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.ledger import services as ledger
from tenants.registry import services as registry


class SlugTaken(DomainError):
    """Another call of this city has the same address."""

    code = "slug_taken"
    status = 409


class WrongAct(DomainError):
    """The act is unknown, of another call, or already used for this purpose."""

    code = "wrong_act"
    status = 409


class WrongState(DomainError):
    """The call is not in the state that this operation needs."""

    code = "wrong_state"
    status = 409


@transaction.atomic
def create_call(*, details: CallDetails, now: datetime, actor: str) -> Call:
    """Create a draft call; raises SlugTaken. An unusual CUP is noted in the audit trail, not refused."""
    if Call.objects.filter(slug=details.slug).exists():
        raise SlugTaken("Esiste già un bando con questo indirizzo.", slug=details.slug)
    call = Call.objects.create(**asdict(details), created_at=now)
    warning = cup_warning(details.cup)
    _audit(call, "call.created", actor, now, {"cup_warning": warning} if warning else {})
    return call


@transaction.atomic
def save_rules(*, call_id: int, document: dict[str, Any], now: datetime, actor: str) -> MatchTerms:
    """Replace the draft rules of a draft call, and return them read.

    Raises RulesRefused with every problem of reading; what combines badly is refused at publication. Raises WrongState.
    """
    call = selectors.lock_call(call_id)
    _require_state(call, CallState.DRAFT)
    terms = MatchTerms.from_document(document)
    call.rules_draft = terms.to_document()
    call.save(update_fields=["rules_draft"])
    _audit(call, "call.rules_saved", actor, now, {"document": call.rules_draft})
    return terms


@transaction.atomic
def register_act(
    *,
    call_id: int,
    kind: ActKind,
    number: str,
    dated: date,
    office: str = "",
    subject: str = "",
    now: datetime,
    actor: str,
) -> AdministrativeAct:
    """Register an act of the municipality about a call; the same kind, number and date give back the same row."""
    call = selectors.lock_call(call_id)
    act, is_new = AdministrativeAct.objects.get_or_create(
        call=call,
        kind=kind,
        number=number,
        date=dated,
        defaults={"office": office, "subject": subject, "created_at": now},
    )
    if is_new:
        _audit(call, "call.act_registered", actor, now, {"act": str(act)})
    return act


@transaction.atomic
def publish_call(*, call_id: int, act_id: int, now: datetime, actor: str) -> RulesVersion | None:
    """Publish a draft call by an act and freeze its rules as version 1.

    Raises RulesRefused when the rules contradict themselves or ask for what this version does not settle, WrongAct,
    ForbiddenTransition. A call of a kind without money may have no rules: then nothing is frozen and None returned.
    """
    call = selectors.lock_call(call_id)
    act = _act(call, act_id)
    call.state = advance(CALL_TRANSITIONS, CallState(call.state), CallState.PUBLISHED)
    call.published_at = now
    call.save(update_fields=["state", "published_at"])
    version = None
    if call.rules_draft or call.kind not in WITHOUT_MONEY:
        version = _freeze(call, call.rules_draft, act, now)
    _audit(call, "call.published", actor, now, {"act": str(act), "sha256": version.sha256 if version else ""})
    _announce(call, now)
    return version


@transaction.atomic
def rectify_rules(*, call_id: int, act_id: int, document: dict[str, Any], now: datetime, actor: str) -> RulesVersion:
    """Publish a new version of the rules by a rectification act, which no earlier version used.

    Decisions already taken keep their version. Raises RulesRefused, WrongAct, WrongState.
    """
    call = selectors.lock_call(call_id)
    _require_state(call, CallState.PUBLISHED)
    act = _act(call, act_id)
    version = _freeze(call, document, act, now)
    _audit(call, "call.rules_rectified", actor, now, {"act": str(act), "sha256": version.sha256})
    return version


@transaction.atomic
def close_call(*, call_id: int, now: datetime, actor: str) -> None:
    """Close a published call; raises ForbiddenTransition."""
    call = selectors.lock_call(call_id)
    call.state = advance(CALL_TRANSITIONS, CallState(call.state), CallState.CLOSED)
    call.save(update_fields=["state"])
    _audit(call, "call.closed", actor, now, {})
    _announce(call, now)


@transaction.atomic
def fund_call(*, call_id: int, act_id: int, amount_cents: int, now: datetime, actor: str) -> bool:
    """Put money of an act into the call's pool, once per act; returns False when the act had done so already.

    Posts `appropriation:<call>` to `pool:<call>`. Raises WrongAct, and the ledger's KeyReused for another amount.
    """
    call = selectors.lock_call(call_id)
    act = _act(call, act_id)
    is_new = ledger.post(
        kind="call_funded",
        key=f"fund:{act.pk}",
        occurred_at=now,
        source=f"act:{act.pk}",
        lines=[ledger.Line(debit=f"appropriation:{call.pk}", credit=f"pool:{call.pk}", amount_cents=amount_cents)],
    )
    if is_new:
        _audit(call, "call.funded", actor, now, {"act": str(act), "amount_cents": amount_cents})
    return is_new


def _freeze(call: Call, document: dict[str, Any], act: AdministrativeAct, now: datetime) -> RulesVersion:
    terms = MatchTerms.from_document(document)
    refusals = [*check.problems(terms), *check.unsettled(terms)]
    if refusals:
        raise RulesRefused(refusals)
    if RulesVersion.objects.filter(act=act).exists():
        raise WrongAct("Questo atto ha già pubblicato una versione delle regole.", act_id=act.pk)
    frozen = terms.to_document()
    latest = RulesVersion.objects.filter(call=call).order_by("-number").first()
    return RulesVersion.objects.create(
        call=call,
        number=latest.number + 1 if latest else 1,
        document=frozen,
        sha256=sha256_of(frozen),
        act=act,
        published_at=now,
    )


def _act(call: Call, act_id: int) -> AdministrativeAct:
    act = AdministrativeAct.objects.filter(pk=act_id, call=call).first()
    if act is None:
        raise WrongAct("L'atto non esiste o riguarda un altro bando.", act_id=act_id)
    return act


def _require_state(call: Call, state: CallState) -> None:
    if call.state != state:
        raise WrongState("Il bando non è nello stato richiesto per questa operazione.", state=call.state)


def _announce(call: Call, now: datetime) -> None:
    registry.put_on_agenda(kind="search.refresh", key=f"call:{call.pk}", due_at=now, now=now)


def _audit(call: Call, verb: str, actor: str, now: datetime, data: dict[str, object]) -> None:
    audit.record(actor=actor, verb=verb, object_kind="call", object_id=call.pk, now=now, data=data)
