"""The bank's side: every matched line of a statement against the transfers in the ledger."""

from datetime import timedelta

import pytest

from apps.banking.models import BankAccount
from apps.campaigns.models import Campaign
from apps.donations.models import LineMatch
from apps.kernel import clock
from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.matching.services import transfers
from apps.reconciliation import selectors, services
from apps.reconciliation.states import RunState
from tenants.registry import selectors as registry
from tests.banking import bank
from tests.banking.conftest import account, campaign

__all__ = ["account", "campaign"]


@pytest.fixture
def paid(campaign: Campaign, account: BankAccount) -> LineMatch:
    """A gift of 50 euro that a line of the statement paid."""
    gift = bank.announce(campaign, 50_00)
    bank.bring(account, bank.movement(bank.reference_of(gift), 50_00))
    return LineMatch.objects.get()


def run(account: BankAccount) -> tuple[str, int]:
    done = services.reconcile_bank(organisation_id=account.organisation_id, now=clock.now() + timedelta(hours=1))
    return done.state, done.difference_cents


def test_a_line_that_paid_a_gift_agrees_with_the_ledger(account: BankAccount, paid: LineMatch) -> None:
    assert run(account) == (RunState.AGREES, 0)
    assert selectors.examine_bank(account.organisation_id).ours == 1


def test_a_match_that_was_undone_agrees(account: BankAccount, paid: LineMatch) -> None:
    transfers.undo_match(line_id=paid.line_id, reason="Errore", actor="ada", now=clock.now())
    assert run(account) == (RunState.AGREES, 0)
    assert selectors.examine_bank(account.organisation_id).ours == 0


def test_a_transfer_that_no_line_proves_is_found(account: BankAccount, campaign: Campaign, paid: LineMatch) -> None:
    line = Line(f"bank:{account.organisation_id}", f"campaign:{campaign.pk}:donations", 7_00)
    ledger.post(kind="donation", key="transfer:999", occurred_at=clock.now(), source="test", lines=[line])
    assert run(account) == (RunState.DIFFERS, -7_00)
    (case,) = selectors.list_open_cases()
    assert case.summary == "line:999: nel registro ci sono 7,00 euro che nell'estratto conto mancano."


def test_the_night_owes_the_bank_too(account: BankAccount, paid: LineMatch) -> None:
    services.prove_city(key="city", now=clock.now())
    keys = [item.key for item in registry.list_agenda("c_milano", "reconcile.account")]
    assert f"bank:{account.organisation_id}" in keys
    services.reconcile_due(key=f"bank:{account.organisation_id}", now=clock.now() + timedelta(hours=1))
    assert selectors.last_run(f"bank:{account.organisation_id}") is not None
