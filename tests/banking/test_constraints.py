"""Bad rows written past the services are refused by the database, each by its constraint."""

from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from apps.banking.models import BankAccount, BankStatement, StatementLine
from apps.campaigns.models import Campaign
from apps.donations.models import LineMatch, OfflineGift, Transfer
from apps.kernel import clock
from tests.banking import bank
from tests.banking.bank import record
from tests.factories import story
from tests.factories.constraints import refused


@pytest.fixture
def line(campaign: Campaign, account: BankAccount) -> StatementLine:
    bank.bring(account, bank.movement("x", 1_00))
    return bank.only_line()


def copy(row: Any, **changes: Any) -> None:
    row.pk = None
    for name, value in changes.items():
        setattr(row, name, value)
    row.save(force_insert=True)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("statement_line_once", {}),
        ("statement_line_moves_something", {"occurrence": 2, "amount_cents": 0, "state": "outgoing"}),
        ("statement_line_occurrence_from_one", {"occurrence": 0, "fingerprint": "a"}),
        ("statement_line_outgoing_is_negative", {"occurrence": 2, "amount_cents": -1}),
        ("statement_line_outgoing_is_negative", {"occurrence": 2, "state": "outgoing"}),
        ("statement_line_state_known", {"occurrence": 2, "state": "boh"}),
        ("statement_line_dismissed_for_a_reason", {"occurrence": 2, "state": "dismissed"}),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: StatementLine, constraint: str, changes: dict[str, Any]) -> None:
    with refused(constraint):
        copy(line, **changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("bank_statement_file_once", {}),
        ("bank_statement_format_known", {"sha256": "a", "format": "pdf"}),
        ("bank_statement_new_within_all", {"sha256": "a", "new_count": 99}),
    ],
)
def test_a_statement_that_cannot_be_is_refused(line: StatementLine, constraint: str, changes: dict[str, Any]) -> None:
    with refused(constraint):
        copy(BankStatement.objects.get(), **changes)


def test_an_account_has_an_iban_of_its_own(account: BankAccount) -> None:
    with refused("bank_account_iban_once"):
        copy(account)
    with refused("bank_account_has_an_iban"):
        copy(account, iban="")


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("banking_statementline", "amount_cents"),
        ("banking_bankstatement", "line_count"),
        ("donations_transfer", "donation_id"),
        ("donations_linematch", "line_id"),
        ("donations_offlinegift", "donation_id"),
    ],
)
def test_what_the_bank_wrote_is_not_rewritten_by_the_serving_role(line: StatementLine, table: str, column: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = 5")
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")


def test_a_reference_is_given_once_and_has_its_shape(campaign: Campaign) -> None:
    gifts = [bank.announce(campaign, 50_00) for _ in range(2)]
    first = Transfer.objects.get(donation=gifts[0])
    other = story.make_prepared_donation(campaign, 10_00)
    values = {"iban": first.iban, "beneficiary": "x"}
    with refused("transfer_reference_once"):
        Transfer.objects.create(donation=other, reference=first.reference, **values)
    with refused("transfer_donation_once"):
        Transfer.objects.create(donation=gifts[1], reference="RF00100000000000", **values)
    with refused("transfer_reference_shape"):
        Transfer.objects.create(donation=other, reference="RF1", **values)
    with refused("transfer_has_an_iban"):
        Transfer.objects.create(donation=other, reference="RF00100000000000", iban="", beneficiary="x")


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("match_line_once", {"charge_id": "b"}),
        ("match_charge_once", {"undone_at": "now", "undone_by": "x", "undone_reason": "x"}),
        ("match_kind_known", {"charge_id": "b", "kind": "boh"}),
        ("match_give_back_known", {"charge_id": "b", "give_back": "boh"}),
        ("match_undone_says_by_whom_and_why", {"charge_id": "b", "undone_at": "now"}),
    ],
)
def test_a_match_that_cannot_be_is_refused(
    campaign: Campaign, account: BankAccount, constraint: str, changes: dict[str, Any]
) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    told = {name: clock.now() if value == "now" else value for name, value in changes.items()}
    with refused(constraint):
        copy(LineMatch.objects.get(), **told)


def test_two_lines_never_pay_one_gift(campaign: Campaign, account: BankAccount) -> None:
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00), bank.movement("y", 3_00))
    with refused("match_donation_once"):
        copy(LineMatch.objects.get(), charge_id="b", line=bank.lines()[1])


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("offline_confirmed_by_a_second", {"decided_by": "prima@example.org", "decided_at": "now"}),
        ("offline_decided_by_somebody", {"decided_by": "seconda@example.org"}),
        ("offline_refused_for_a_reason", {"decided_by": "b@example.org", "decided_at": "now", "is_refused": True}),
        ("offline_means_known", {"means": "oro"}),
        ("offline_has_evidence", {"evidence_sha256": "abc"}),
        ("offline_has_evidence", {"evidence_bytes": 0}),
    ],
)
def test_an_offline_gift_that_cannot_be_is_refused(
    campaign: Campaign, constraint: str, changes: dict[str, Any]
) -> None:
    record(campaign)
    told = {name: clock.now() if value == "now" else value for name, value in changes.items()}
    with refused(constraint):
        copy(OfflineGift.objects.get(), **told)


def test_an_offline_gift_is_recorded_by_somebody_once(campaign: Campaign) -> None:
    gift = record(campaign)
    with refused("offline_donation_once"):
        copy(OfflineGift.objects.get(donation=gift))
    with refused("offline_recorded_by_somebody"):
        copy(OfflineGift.objects.get(), recorded_by="", decided_by="x", decided_at=clock.now())
