"""One run: look at both books, keep what was found, open its cases and close those that agree again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from apps.audit import services as audit
from apps.cases import selectors as cases
from apps.cases import services as case_services
from apps.cases.states import CaseKind, CaseState
from apps.kernel.errors import DomainError
from apps.ledger import selectors as ledger
from apps.payments import selectors as payments
from apps.reconciliation import selectors, wording
from apps.reconciliation.models import ReconciliationFinding, ReconciliationRun
from apps.reconciliation.rules import Difference
from apps.reconciliation.states import RunState, Scope
from tenants.registry import services as registry

IN_FLIGHT = timedelta(minutes=15)
OVERLAP = timedelta(days=3)
FULL_EVERY = timedelta(days=6, hours=12)
ACTOR = "riconciliazione"
SUBJECT_LENGTH, KEY_LENGTH, SUMMARY_LENGTH = 60, 120, 400


@dataclass(frozen=True)
class Found:
    """Something to keep of a run and to open a case for."""

    code: str
    key: str
    message: str
    theirs_cents: int | None = None
    ours_cents: int | None = None
    at: datetime | None = None


def reconcile_due(*, key: str, now: datetime) -> None:
    """Run the account `key`, as the agenda owes it: a connected one, or `bank:<organisation>`.

    A connected account is looked at whole once a week, else its last days.
    """
    if key.startswith(selectors.BANK):
        reconcile_bank(organisation_id=int(key.removeprefix(selectors.BANK)), now=now)
        return
    reconcile_account(account_id=key, scope=_scope_due(f"psp:{key}", now), now=now)


def reconcile_whole(*, key: str, now: datetime) -> None:
    """Run the connected account `key` over every movement there ever was, as somebody asked."""
    reconcile_account(account_id=key, scope=Scope.FULL, now=now)


@transaction.atomic
def ask_whole(*, account_id: str, actor: str, now: datetime) -> None:
    """Owe a run over every movement of a connected account, at once."""
    account = payments.get_account_by_id(account_id)
    registry.put_on_agenda(kind="reconcile.whole", key=account_id, due_at=now, now=now)
    audit.record(
        actor=actor, verb="reconciliation.asked", object_kind="connected_account", object_id=account.pk, now=now
    )


def reconcile_account(*, account_id: str, scope: Scope, now: datetime) -> ReconciliationRun:
    """Hold one connected account against the ledger and return the run.

    A window begins some days before the last run, or before the oldest open case, and looks at the balances too; when
    it cannot tell, the run goes on over every movement. Raises GatewayUncertain, GatewayRefused: the run is kept as
    failed.
    """
    code = f"psp:{account_id}"
    since = _since(code) if scope is Scope.WINDOW else None
    run = ReconciliationRun.objects.create(
        account=code, scope=Scope.WINDOW if since else Scope.FULL, since=since, started_at=now
    )
    settled_before = now - IN_FLIGHT
    try:
        seen = selectors.examine(account_id, since=since, settled_before=settled_before)
        if not seen.is_enough:
            run.scope, run.since = Scope.FULL, None
            seen = selectors.examine(account_id, settled_before=settled_before)
    except DomainError as error:
        _finish(run, RunState.FAILED, now, note=str(error))
        raise
    run.looked_at, run.in_flight, run.difference_cents = seen.theirs + seen.ours, seen.in_flight, seen.difference_cents
    found = [_described(each) for each in seen.found]
    if seen.difference_cents and not found:
        cents = seen.difference_cents
        found.append(Found("balance_differs", code, wording.said("balance_differs", code, cents, None), cents))
    _keep(run, found, now)
    return run


def reconcile_bank(*, organisation_id: int, now: datetime) -> ReconciliationRun:
    """Hold the matched lines of a body's statements against the ledger and return the run."""
    run = ReconciliationRun.objects.create(
        account=f"{selectors.BANK}{organisation_id}", scope=Scope.FULL, started_at=now
    )
    seen = selectors.examine_bank(organisation_id, settled_before=now - IN_FLIGHT)
    run.looked_at, run.in_flight, run.difference_cents = seen.theirs + seen.ours, seen.in_flight, seen.difference_cents
    _keep(run, [_described(each) for each in seen.found], now)
    return run


def record_ledger_proof(*, now: datetime) -> ReconciliationRun:
    """Prove the current city's ledger, sums, fingerprints and chain, and keep what does not agree as a run."""
    run = ReconciliationRun.objects.create(account=selectors.LEDGER, scope=Scope.FULL, started_at=now)
    findings = ledger.verify()
    found = [Found(each.code, each.subject, each.message) for each in findings]
    _keep(run, found, now)
    return run


def _scope_due(code: str, now: datetime) -> Scope:
    full = selectors.latest_full_run(code)
    return Scope.WINDOW if full and now - full.started_at < FULL_EVERY else Scope.FULL


def _since(code: str) -> datetime | None:
    last = selectors.last_run(code)
    if last is None:
        return None
    waiting = [datetime.fromisoformat(case.data["at"]) for case in selectors.list_open_cases(code) if case.data["at"]]
    return min([last.started_at, *waiting]) - OVERLAP


def _described(each: Difference) -> Found:
    return Found(each.code, each.key, selectors.sentence(each), each.theirs_cents, each.ours_cents, each.at)


@transaction.atomic
def _keep(run: ReconciliationRun, found: Sequence[Found], now: datetime) -> None:
    ReconciliationFinding.objects.bulk_create(
        ReconciliationFinding(
            run=run,
            code=each.code,
            key=each.key,
            theirs_cents=each.theirs_cents,
            ours_cents=each.ours_cents,
            message=each.message[:SUMMARY_LENGTH],
        )
        for each in found
    )
    keys = {_case_of(run, each, now) for each in found}
    for case in selectors.list_open_cases(run.account):
        if case.key not in keys:
            resolution = f"La verifica n. {run.pk} del {now:%d.%m.%Y} non trova più questa differenza."
            case_services.resolve_case(case_id=case.pk, resolution=resolution, actor=ACTOR, now=now)
    _finish(run, RunState.DIFFERS if found else RunState.AGREES, now)


def _case_of(run: ReconciliationRun, found: Found, now: datetime) -> str:
    key = f"{run.account}:{found.code}:{found.key}"[:KEY_LENGTH]
    known = cases.find_case(CaseKind.RECONCILIATION, key)
    case = known or case_services.open_case(
        kind=CaseKind.RECONCILIATION,
        key=key,
        subject=f"run:{run.pk}"[:SUBJECT_LENGTH],
        summary=found.message[:SUMMARY_LENGTH],
        data={
            "account": run.account,
            "code": found.code,
            "key": found.key,
            "theirs_cents": found.theirs_cents,
            "ours_cents": found.ours_cents,
            "at": found.at.isoformat() if found.at else "",
            "run": run.pk,
        },
        now=now,
    )
    if case.state == CaseState.RESOLVED:
        case_services.reopen_case(case_id=case.pk, now=now)
    return key


def _finish(run: ReconciliationRun, state: RunState, now: datetime, note: str = "") -> None:
    run.state, run.finished_at, run.note = state, now, note[:SUMMARY_LENGTH]
    run.save(
        update_fields=["scope", "since", "state", "finished_at", "looked_at", "in_flight", "difference_cents", "note"]
    )
