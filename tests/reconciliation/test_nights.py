"""What is due each night, of a city and of an account, and what nobody may rewrite of it."""

from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.campaigns.models import Campaign
from apps.ledger.models import Seal
from apps.reconciliation import selectors, services
from apps.reconciliation.models import ReconciliationRun
from apps.reconciliation.states import RunState
from tenants.registry import selectors as registry
from tests.reconciliation.books import SCHEMA, open_cases, post_unknown, run


def test_a_due_run_looks_at_everything_once_a_week(campaign: Campaign, now: datetime) -> None:
    for days in range(9):
        services.reconcile_due(key=campaign.account.account_id, now=now + timedelta(days=days))
    scopes = list(ReconciliationRun.objects.order_by("started_at").values_list("scope", flat=True))
    assert scopes == ["full", *["window"] * 6, "full", "window"]


def test_the_night_of_a_city_seals_and_proves_its_ledger_and_owes_its_accounts_and_the_next_night(
    campaign: Campaign, now: datetime
) -> None:
    services.prove_city(key="city", now=now)
    assert Seal.objects.count() == 1
    (proof,) = selectors.latest_runs()
    assert (proof.account, proof.state) == (selectors.LEDGER, RunState.AGREES)
    assert [item.key for item in registry.list_agenda(SCHEMA, "reconcile.account")] == [campaign.account.account_id]
    (night,) = registry.list_agenda(SCHEMA, "reconcile.city")
    assert now < night.due_at <= now + timedelta(hours=25)


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
