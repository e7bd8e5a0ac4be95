"""Campaigns settled per second, each with 1 000 donations, against the same sums and rows in plain SQL.

`funded` commits the match that was reserved; `not_funded` owes every donor the money back. The plain SQL locks the
campaign, sums its donations and its ledger account, and writes what must be written: state, and for a failure the
donations' states, the refunds and the agenda. It judges no donation, keeps no record of why, and announces nothing.
"""

from time import perf_counter
from typing import Any

from tests.bench import pgbench
from tests.bench.lab import DATABASE, Lab, opened
from tests.bench.report import ratio_at_least, tell
from tests.bench.rounds import alternate

GIFTS = 1_000
COST_CENTS = {"funded": 40_000_00, "not_funded": 90_000_00}
CAMPAIGNS = 1
ROUNDS = 5
GOAL = 0.1

_SUMS = """
SELECT id FROM campaigns_campaign WHERE id = {campaign} FOR NO KEY UPDATE;
SELECT gift.donor_key, sum(gift.amount_cents), sum(attempt.fee_cents) FROM donations_donation gift
    JOIN payments_paymentattempt attempt ON attempt.id = gift.attempt_id
    WHERE gift.campaign_id = {campaign} AND gift.state = 'collected' GROUP BY gift.donor_key;
SELECT sum(transfer.amount_cents) FROM ledger_transfer transfer JOIN ledger_account account
    ON account.id = transfer.credit_id WHERE account.code = 'campaign:{campaign}:donations';
"""
_FUNDED = "UPDATE campaigns_campaign SET state = 'funded', settled_at = now() WHERE id = {campaign};"
_NOT_FUNDED = """
UPDATE campaigns_campaign SET state = 'not_funded', settled_at = now() WHERE id = {campaign};
WITH gifts AS (
    UPDATE donations_donation SET state = 'refunding' WHERE campaign_id = {campaign} RETURNING attempt_id, amount_cents
), refunds AS (
    INSERT INTO payments_refund
        (attempt_id, idempotency_key, amount_cents, reason, state, refund_id, failure, created_at)
    SELECT attempt_id, gen_random_uuid(), amount_cents, 'not_funded', 'prepared', '', '', now() FROM gifts
    RETURNING id
)
INSERT INTO public.registry_agendaitem (schema_name, kind, key, due_at, stamp, attempts, last_error)
SELECT current_schema(), 'refund.send', id::text, now(), 1, 0, '' FROM refunds;
"""
_WRITES = {"funded": _FUNDED, "not_funded": _NOT_FUNDED}


def run() -> None:
    """Measure both outcomes."""
    with opened() as lab:
        for outcome in COST_CENTS:
            _measure(lab, outcome)


def _measure(lab: Lab, outcome: str) -> None:
    from tests.bench import scene

    made = scene.make(lab.visitor)
    closed = [_closed_campaign(made, COST_CENTS[outcome]) for _ in range(2 * CAMPAIGNS * (ROUNDS + 1))]
    ours = iter(closed[::2])
    theirs = iter(closed[1::2])
    taken = alternate(
        ROUNDS,
        ours=lambda: CAMPAIGNS / sum(_settle(next(ours), outcome) for _ in range(CAMPAIGNS)),
        reference=lambda: CAMPAIGNS / sum(1 / _plain(lab, next(theirs), outcome) for _ in range(CAMPAIGNS)),
    )
    tell(
        f"settlement.{outcome}",
        ours=taken["ours"],
        reference=taken["reference"],
        unit="campaigns/s",
        goal=ratio_at_least(GOAL),
        gifts=GIFTS,
    )


def _settle(campaign: Any, outcome: str) -> float:
    from apps.matching import services as matching

    start = perf_counter()
    matching.settle_campaign(key=str(campaign.pk), now=campaign.closes_at)
    taken = perf_counter() - start
    campaign.refresh_from_db()
    if campaign.state != outcome:
        raise AssertionError(f"campaign {campaign.pk} is {campaign.state}")
    return taken


def _plain(lab: Lab, campaign: Any, outcome: str) -> float:
    from tests.bench.scene import CITY_SCHEMA

    writes = (_SUMS + _WRITES[outcome]).format(campaign=campaign.pk)
    script = f"SET search_path = {CITY_SCHEMA}, public;\nBEGIN;\n{writes}COMMIT;\n"
    return pgbench.transactions_per_second(lab, script, database=DATABASE)


def _closed_campaign(made: Any, cost_cents: int) -> Any:
    """Make a campaign of a call of its own whose deadline has come, with gifts copied from one real one."""
    from apps.matching import services as matching
    from tests.bench import crowd
    from tests.factories import city

    closes_at = made.campaign.closes_at
    account = made.campaign.account
    campaign = city.add_campaign(city.add_call(100_000_00), account, cost_cents, closes_at=closes_at)
    crowd.fill(made, campaign, GIFTS)
    matching.close_campaign(key=str(campaign.pk), now=closes_at)
    return campaign
