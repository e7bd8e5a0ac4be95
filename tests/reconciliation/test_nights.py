"""What is due each night, of a city and of an account, and what nobody may rewrite of it."""

from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, ProgrammingError, connection, transaction

from apps.campaigns.models import Campaign
from apps.kernel import clock
from apps.ledger.models import Seal
from apps.reconciliation import selectors, services
from apps.reconciliation.models import ReconciliationRun
from apps.reconciliation.states import RunState
from colletta import tasks
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tests.reconciliation.books import SCHEMA, open_cases, post_unknown, run


def test_a_due_run_looks_at_everything_once_a_week(campaign: Campaign, now: datetime) -> None:
    for days in range(9):
        services.reconcile_due(key=campaign.account.account_id, now=now + timedelta(days=days))
    scopes = list(ReconciliationRun.objects.order_by("started_at").values_list("scope", flat=True))
    assert scopes == ["full", *["window"] * 6, "full", "window"]


def test_the_night_of_a_city_owes_the_proof_of_its_ledger_its_accounts_and_the_next_night(
    campaign: Campaign, now: datetime
) -> None:
    services.prove_city(key="city", now=now)
    assert [item.key for item in registry.list_agenda(SCHEMA, "reconcile.ledger")] == ["city"]
    assert [item.key for item in registry.list_agenda(SCHEMA, "reconcile.account")] == [campaign.account.account_id]
    (night,) = registry.list_agenda(SCHEMA, "reconcile.city")
    assert now < night.due_at <= now + timedelta(hours=25)


def test_the_proof_of_a_ledger_seals_it_and_keeps_what_it_found(campaign: Campaign, now: datetime) -> None:
    services.prove_ledger(key="city", now=now)
    assert Seal.objects.count() == 1
    (proof,) = selectors.latest_runs()
    assert (proof.account, proof.state) == (selectors.LEDGER, RunState.AGREES)


def test_a_night_that_fails_comes_back_in_seconds_and_is_not_left_for_the_next_one(
    campaign: Campaign, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreadable() -> list[int]:
        raise OperationalError("the database went away")

    monkeypatch.setattr(selectors, "bank_organisations", unreadable)
    registry_services.put_on_agenda(kind="reconcile.city", key="city", due_at=clock.now(), now=clock.now())
    (night,) = registry.list_agenda(SCHEMA, "reconcile.city")
    with pytest.raises(OperationalError):
        tasks.run(night.pk)
    (again,) = registry.list_agenda(SCHEMA, "reconcile.city")
    assert (again.attempts, again.due_at < clock.now() + timedelta(minutes=1)) == (1, True)
    assert registry.list_agenda(SCHEMA, "reconcile.account") == []


def test_a_new_city_owes_its_first_night(milano: object) -> None:
    assert len(registry.list_agenda(SCHEMA, "reconcile.city")) == 1


def test_a_ledger_that_does_not_add_up_becomes_a_case_about_the_account(campaign: Campaign, now: datetime) -> None:
    statement = "UPDATE ledger_account SET debits_posted_cents = debits_posted_cents + %s WHERE kind = 'psp'"
    with connection.cursor() as cursor:
        cursor.execute(statement, [1])
    assert services.record_ledger_proof(now=now).state == RunState.DIFFERS
    assert open_cases() == [f"sums_differ psp:{campaign.account.account_id}"]
    with connection.cursor() as cursor:
        cursor.execute(statement, [-1])
    assert services.record_ledger_proof(now=now).state == RunState.AGREES
    assert open_cases() == []


def test_what_was_found_cannot_be_rewritten(campaign: Campaign, now: datetime) -> None:
    post_unknown(campaign, "charge:ch_nobody", now - timedelta(days=1))
    run(campaign, now)
    for statement in (
        "UPDATE reconciliation_reconciliationfinding SET theirs_cents = 0",
        "DELETE FROM reconciliation_reconciliationfinding",
        "DELETE FROM reconciliation_reconciliationrun",
        "UPDATE reconciliation_reconciliationrun SET started_at = now()",
    ):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
