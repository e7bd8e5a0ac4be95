"""Both books of one account, read and held against each other; writes nothing. Never inside a transaction.

The processor is read first, its balance before and after: what comes meanwhile is known to be in flight.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from apps.ledger import selectors as ledger
from apps.ledger.selectors import AccountMovement
from apps.payments import gateway
from apps.payments.gateway import BalanceMovement
from apps.reconciliation import rules, wording
from apps.reconciliation.rules import Difference, Movement, Pair

MOST_LOOKUPS = 50


@dataclass(frozen=True)
class Examination:
    """What was compared and what does not agree; `difference_cents` is what they have more than we.

    `is_enough` is False when a window cannot tell: the balances differ by more than what was found in it, or too many
    movements have their pair outside it.
    """

    theirs: int
    ours: int
    found: list[Difference]
    in_flight: int
    difference_cents: int
    is_enough: bool = True


def examine(account_id: str, *, since: datetime | None = None, settled_before: datetime | None = None) -> Examination:
    """Compare one connected account with the ledger: from an instant on and in sum, or all of it.

    Movements that only one side has, and that are not older than `settled_before`, are counted as in flight.
    Raises GatewayUncertain, GatewayRefused.
    """
    code = f"psp:{account_id}"
    before_cents = gateway.fetch_balance_cents(account_id) if since else 0
    theirs = [_theirs(movement) for movement in gateway.list_balance_movements(account_id, since=since)]
    after_cents = gateway.fetch_balance_cents(account_id) if since else 0
    ours = [_ours(movement) for movement in ledger.list_movements(code, since=since)]
    if since:
        theirs, ours, is_whole = _with_pairs_outside(account_id, theirs, ours)
    every = rules.differences(theirs, ours)
    found = [each for each in every if not rules.in_flight(each, settled_before)]
    young_cents = sum(each.difference_cents for each in every) - sum(each.difference_cents for each in found)
    if since is None:
        difference_cents = rules.net_cents(theirs) - ledger.balances([code])[code].posted_cents - young_cents
        return Examination(len(theirs), len(ours), found, len(every) - len(found), difference_cents)
    told_cents = sum(each.difference_cents for each in found)
    total_cents = after_cents - ledger.balances([code])[code].posted_cents - young_cents
    moved_meanwhile = before_cents != after_cents
    is_enough = is_whole and (moved_meanwhile or total_cents == told_cents)
    return Examination(len(theirs), len(ours), found, len(every) - len(found), told_cents, is_enough)


def sentence(found: Difference) -> str:
    """Return what a difference says, in Italian."""
    return wording.said(found.code, found.key, found.theirs_cents, found.ours_cents)


def list_pairs(account_id: str, *, since: datetime, until: datetime) -> list[Pair]:
    """Return the movements of a half-open period, both books side by side, one line each.

    Raises GatewayUncertain, GatewayRefused.
    """
    theirs = [_theirs(each) for each in gateway.list_balance_movements(account_id, since=since, until=until)]
    theirs.reverse()
    ours = [_ours(each) for each in ledger.list_movements(f"psp:{account_id}", since=since, until=until)]
    theirs, ours, _ = _with_pairs_outside(account_id, theirs, ours)
    return rules.side_by_side(theirs, ours)


def _with_pairs_outside(
    account_id: str, theirs: list[Movement], ours: list[Movement]
) -> tuple[list[Movement], list[Movement], bool]:
    """Add to a window the pairs that lie outside it; False when there are too many to look up one by one."""
    their_keys, our_keys = {each.key for each in theirs}, {each.key for each in ours}
    ours = [*ours, *_ours_of(f"psp:{account_id}", sorted(their_keys - our_keys))]
    lonely = sorted(our_keys - their_keys)
    if len(lonely) > MOST_LOOKUPS:
        return theirs, ours, False
    for source in sorted({rules.source_of(key) for key in lonely}):
        looked_up = [_theirs(each) for each in gateway.list_movements_of_source(account_id, source)]
        theirs = [*theirs, *(each for each in looked_up if each.key in lonely)]
    return theirs, ours, True


def _ours_of(code: str, keys: Sequence[str]) -> list[Movement]:
    found = [_ours(each) for each in ledger.list_movements_of_keys(code, keys)]
    if any(key.startswith("dispute:") for key in keys):
        disputes = [_ours(each) for each in ledger.list_movements_of_kind(code, "dispute:")]
        found += [each for each in disputes if each.key in keys]
    return found


def _theirs(movement: BalanceMovement) -> Movement:
    return Movement(
        key=rules.key_of(movement.kind, movement.source or movement.id, movement.amount_cents),
        amount_cents=movement.amount_cents,
        fee_cents=movement.fee_cents,
        at=movement.created_at,
        name=movement.source or movement.id,
        kind=movement.kind,
    )


def _ours(movement: AccountMovement) -> Movement:
    return Movement(
        key=rules.key_of_entry(movement.key, movement.amount_cents),
        amount_cents=movement.amount_cents,
        fee_cents=movement.fee_cents,
        at=movement.occurred_at,
        name=movement.key,
        kind=movement.kind,
    )
