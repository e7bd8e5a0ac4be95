"""The same thing done twice at once, on a database where it commits."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django_tenants.utils import schema_context

from apps.banking import services as banking
from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.banking.sample import camt053
from apps.banking.services import StatementKnown, Upload
from apps.banking.states import LineState, StatementFormat
from apps.campaigns.models import Campaign
from apps.donations.models import LineMatch
from apps.donations.services import OfflineRefused
from apps.kernel import clock
from apps.ledger import selectors as ledger
from apps.matching.services import offline, transfers
from tests.banking import bank
from tests.banking.bank import record
from tests.factories import story
from tests.harness.fresh import FreshDatabase

SCHEMA = "c_milano"


@pytest.fixture
def campaign(fresh_database: FreshDatabase, tmp_path: Path, settings: Any) -> Iterator[Campaign]:
    settings.MEDIA_ROOT = tmp_path
    with schema_context(SCHEMA):
        campaign = story.make_campaign(story.make_call(), cost_cents=1_000_00)
        bank.open_account(campaign.beneficiary)
        campaign.beneficiary.refresh_from_db()
        yield campaign


def together(fresh_database: FreshDatabase, *jobs: Any) -> list[Any]:
    def in_milano(job: Any) -> Any:
        with schema_context(SCHEMA):
            try:
                return job()
            except (StatementKnown, OfflineRefused) as error:
                return type(error)

    return fresh_database.together(*(partial(in_milano, job) for job in jobs))


def test_the_same_file_uploaded_twice_at_once_is_read_once(campaign: Campaign, fresh_database: FreshDatabase) -> None:
    account = BankAccount.objects.get()
    sha256 = banking.keep_upload(data=camt053(account.iban, [bank.movement("x", 1_00)]), now=clock.now())
    upload = Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml")
    job = partial(banking.import_statement, upload=upload, actor="test", now=clock.now())
    answers = together(fresh_database, *[job] * 6)
    assert answers.count(StatementKnown) == 5, answers
    assert (BankStatement.objects.count(), StatementLine.objects.count()) == (1, 1)


def test_overlapping_files_imported_and_judged_at_once_pay_a_gift_once(
    campaign: Campaign, fresh_database: FreshDatabase
) -> None:
    account = BankAccount.objects.get()
    gift = bank.announce(campaign, 50_00)
    paid = bank.movement(bank.reference_of(gift), 50_00)
    jobs = [partial(bank.bring, account, paid, bank.movement("altro", cents)) for cents in range(1, 5)]
    together(fresh_database, *jobs)
    code = f"campaign:{campaign.pk}:donations"
    assert StatementLine.objects.count() == 5
    assert ledger.balances([code])[code].posted_cents == 50_00


def test_two_lines_with_one_reference_judged_at_once_are_one_gift_and_one_case(
    campaign: Campaign, fresh_database: FreshDatabase
) -> None:
    account = BankAccount.objects.get()
    gift = bank.announce(campaign, 50_00)
    sha256 = banking.keep_upload(
        data=camt053(account.iban, [bank.movement(bank.reference_of(gift), 50_00) for _ in range(2)]), now=clock.now()
    )
    upload = Upload(account.pk, StatementFormat.CAMT053, sha256, "a.xml")
    statement = banking.import_statement(upload=upload, actor="test", now=clock.now())
    job = partial(transfers.match_statement, key=str(statement.pk), now=clock.now())
    together(fresh_database, *[job] * 4)
    transfers.match_statement(key=str(statement.pk), now=clock.now())
    assert sorted(line.state for line in bank.lines()) == [LineState.DOUBLE, LineState.MATCHED]
    assert LineMatch.objects.count() == 1
    assert ledger.verify() == []


def test_two_officers_who_confirm_at_once_confirm_once(campaign: Campaign, fresh_database: FreshDatabase) -> None:
    gift = record(campaign)
    jobs = [
        partial(offline.confirm_offline_gift, donation_id=gift.pk, actor=f"{who}@example.org", now=clock.now())
        for who in ("b", "c", "d")
    ]
    answers = together(fresh_database, *jobs)
    code = f"campaign:{campaign.pk}:donations"
    assert answers.count(OfflineRefused) == 2, answers
    assert ledger.balances([code])[code].posted_cents == 50_00
