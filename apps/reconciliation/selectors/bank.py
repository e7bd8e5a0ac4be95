"""The transfers of one body: what its statements say arrived and was matched, against the ledger's bank account.

Reads no bank: the statements that were imported. What left the account, and what nobody has matched yet, is the bank
desk's. Refunds by transfer and payouts are held against their own rows there.
"""

from collections import defaultdict
from datetime import datetime

from apps.banking import selectors as banking
from apps.banking.states import LineState
from apps.donations import selectors as donations
from apps.ledger import selectors as ledger
from apps.reconciliation import rules
from apps.reconciliation.rules import Movement
from apps.reconciliation.selectors.books import Examination


def bank_organisations() -> list[int]:
    """Return the bodies whose statements are imported."""
    return sorted({account.organisation_id for account in banking.list_accounts()})


def examine_bank(organisation_id: int, *, settled_before: datetime | None = None) -> Examination:
    """Compare every matched line of a body's statements with the transfers in the ledger, undone ones taken off."""
    accounts = [each.pk for each in banking.list_accounts() if each.organisation_id == organisation_id]
    theirs = [
        Movement(f"line:{line.pk}", line.amount_cents, 0, at=line.decided_at, name=line.bank_reference)
        for account_id in accounts
        for line in banking.find_lines(state=LineState.MATCHED, account_id=account_id)
    ]
    ours = _transfers(f"bank:{organisation_id}")
    every = rules.differences(theirs, ours)
    found = [each for each in every if not rules.in_flight(each, settled_before)]
    difference_cents = sum(each.difference_cents for each in found)
    return Examination(len(theirs), len(ours), found, len(every) - len(found), difference_cents)


def _transfers(code: str) -> list[Movement]:
    charges = donations.charges_undone()
    cents: dict[str, int] = defaultdict(int)
    latest: dict[str, datetime] = {}
    for entry in ledger.list_movements(code):
        charge = charges.get(entry.key, entry.key)
        if not charge.startswith("transfer:"):
            continue
        key = f"line:{rules.source_of(charge)}"
        cents[key] += entry.amount_cents
        latest[key] = entry.occurred_at
    return [Movement(key, amount, 0, at=latest[key], name=key) for key, amount in cents.items() if amount]
