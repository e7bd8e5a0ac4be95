"""Does what is due: the kinds of ``chores.py`` and the function of each."""

import logging
import sqlite3
import time
from collections.abc import Callable

from colletta.local.stripe_simulator import charges, chores, errors, objects, payouts
from colletta.local.stripe_simulator.context import Context, Json
from colletta.local.stripe_simulator.disputes import cases
from colletta.local.stripe_simulator.refunds import states
from colletta.local.stripe_simulator.store import savepoint

log = logging.getLogger(__name__)


def _book(context: Context, charge: Json) -> None:
    charges.book(context, charge, charges.card_of(context, charge))


def _dispute(context: Context, charge: Json) -> None:
    cases.open_case(context, charge, reason=charges.card_of(context, charge).afterwards or "fraudulent")


def _close(outcome: str) -> Callable[[Context, Json], None]:
    return lambda context, dispute: cases.close(context, dispute, outcome=outcome)


LATER: dict[str, Callable[[Context, Json], None]] = {
    "charge.book": _book,
    "charge.dispute": _dispute,
    "dispute.won": _close("won"),
    "dispute.lost": _close("lost"),
    "payout.pay": payouts.pay,
    "payout.fail": payouts.fail,
    "refund.fund": states.fund,
    "refund.settle": states.settle,
    "refund.fail": states.fail,
}


def do_due(db: sqlite3.Connection, *, origin: str) -> int:
    """Do everything whose time has come and return how much that was."""
    rows = chores.take_due(db)
    for row in rows:
        context = Context(db, row["account"], int(time.time()), origin)
        body = objects.find(context, row["object"])
        if body is None:
            continue
        try:
            with savepoint(db):
                LATER[row["kind"]](context, body)
        except errors.StripeError:
            log.exception("%s of %s could not be done", row["kind"], row["object"])
    return len(rows)
