"""One city's money as its tables say it at one instant: rows, without any of the product's own sums.

Owns the queries. What has to hold of the rows is in `invariants`.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db import connection

_TRANSFERS = """
SELECT t.id, e.kind, e.source, d.code, c.code, t.amount_cents, t.state, t.resolves_id
FROM ledger_transfer t JOIN ledger_entry e ON e.id = t.entry_id
JOIN ledger_account d ON d.id = t.debit_id JOIN ledger_account c ON c.id = t.credit_id
"""
_ACCOUNTS = """
SELECT code, normal_side, debits_posted_cents, credits_posted_cents, debits_pending_cents, credits_pending_cents
FROM ledger_account
"""
_GIFTS = """
SELECT g.id, g.campaign_id, g.state, g.amount_cents, g.channel, g.donor_kind, g.relation, g.donor_key, g.attempt_id,
    a.kind, a.state, a.amount_cents, a.charge_id, a.fee_cents, a.session_id, r.id, r.state, r.refund_id, r.reason,
    b.id, b.state, b.paid, u.dispute_id, u.state, u.withdrawn, u.reinstated
FROM donations_donation g JOIN payments_paymentattempt a ON a.id = g.attempt_id
LEFT JOIN payments_refund r ON r.attempt_id = a.id
LEFT JOIN (
    SELECT attempt_id, max(id) AS id, max(state) FILTER (WHERE state NOT IN ('returned', 'cancelled')) AS state,
        count(*) FILTER (WHERE state = 'paid') AS paid
    FROM payments_bankrefund GROUP BY attempt_id
) b ON b.attempt_id = a.id
LEFT JOIN (
    SELECT attempt_id, max(dispute_id) AS dispute_id, max(state) AS state,
        count(withdrawn_at) AS withdrawn, count(reinstated_at) AS reinstated
    FROM payments_dispute GROUP BY attempt_id
) u ON u.attempt_id = a.id
WHERE g.campaign_id = ANY (%s) ORDER BY g.id
"""
_CAMPAIGNS = """
SELECT c.id, c.state, c.cost_cents, c.category, c.rules_version_id, c.closes_at, c.refunds_completed_at,
    c.collection_started_at IS NOT NULL
FROM campaigns_campaign c WHERE c.id = ANY (%s) ORDER BY c.id
"""
_CLAIMS = """
SELECT id, campaign_id, donation_id, entitlement_cents, reserved_cents, committed_cents, settled_at, released_at
FROM matching_matchclaim WHERE call_id = %s ORDER BY place
"""
_TALLIES = """
SELECT campaign_id, channel, donor_kind, relation, state, gifts, amount_cents, fee_cents FROM donations_gifttally
WHERE campaign_id = ANY (%s) AND gifts > 0
"""
_DECISIONS = "SELECT id, campaign_id, phase, record FROM matching_decisionrecord WHERE id > %s ORDER BY id"


class Transfer(NamedTuple):
    """One line of the ledger."""

    pk: int
    kind: str
    source: str
    debit: str
    credit: str
    amount_cents: int
    state: str
    resolves: int | None


class Gift(NamedTuple):
    """A gift, its attempt, and what goes or went back of it."""

    pk: int
    campaign: int
    state: str
    amount_cents: int
    channel: str
    donor_kind: str
    relation: str
    donor: str
    attempt: int
    kind: str
    attempt_state: str
    attempt_cents: int
    charge_id: str
    fee_cents: int
    session_id: str
    refund: int | None
    refund_state: str | None
    refund_id: str | None
    refund_reason: str | None
    bank_refund: int | None
    bank_state: str | None
    bank_paid: int | None
    dispute_id: str | None
    dispute_state: str | None
    withdrawn: int | None
    reinstated: int | None


class Campaign(NamedTuple):
    """A campaign."""

    pk: int
    state: str
    cost_cents: int
    category: str
    version: int
    closes_at: Any
    refunds_completed_at: Any
    is_collecting: bool


class Claim(NamedTuple):
    """What a campaign or a gift may have from the pool, and has."""

    pk: int
    campaign: int
    gift: int | None
    entitlement_cents: int
    reserved_cents: int
    committed_cents: int
    settled_at: Any
    released_at: Any

    @property
    def held_cents(self) -> int:
        return self.reserved_cents + self.committed_cents


@dataclass
class Books:
    """All rows of one call at one instant."""

    call: int
    transfers: list[Transfer]
    accounts: dict[str, tuple[Any, ...]]
    gifts: dict[int, Gift]
    campaigns: dict[int, Campaign]
    claims: list[Claim]
    tallies: dict[tuple[Any, ...], tuple[int, int, int]]
    decisions: list[tuple[int, int, str, str]]

    @cached_property
    def sums(self) -> dict[str, list[int]]:
        """Return debits and credits posted, debits and credits pending, by account, from the transfers alone."""
        resolved = {each.resolves for each in self.transfers if each.resolves}
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for each in self.transfers:
            if each.state == "void" or each.pk in resolved:
                continue
            place = 2 if each.state == "pending" else 0
            found[each.debit][place] += each.amount_cents
            found[each.credit][place + 1] += each.amount_cents
        return found

    @cached_property
    def of_gifts(self) -> dict[int, dict[str, int]]:
        """Return what each gift added to its campaign's donations, by kind of entry. Cents."""
        found: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for each in self.transfers:
            sign = each.credit.endswith(":donations") - each.debit.endswith(":donations")
            if sign:
                found[int(each.source.removeprefix("donation:"))][each.kind] += sign * each.amount_cents
        return found

    def posted_cents(self, code: str) -> int:
        """Return what an account holds on its normal side, from the transfers alone. Cents."""
        debits, credits, _, _ = self.sums[code]
        return debits - credits if code.startswith(("psp:", "bank:", "till:", "appropriation:")) else credits - debits

    def held_cents(self, campaign: int) -> int:
        """Return what a campaign has from the pool, reserved or committed. Cents."""
        return sum(claim.held_cents for claim in self.claims if claim.campaign == campaign)


def read(call: int, campaigns: Sequence[int], decided: int = 0) -> Books:
    """Read everything, and the decisions after the one numbered `decided`."""
    ids = list(campaigns)
    with connection.cursor() as cursor:

        def rows(query: str, *values: Any) -> list[tuple[Any, ...]]:
            cursor.execute(query, values)
            return list(cursor.fetchall())

        return Books(
            call=call,
            transfers=[Transfer(*row) for row in rows(_TRANSFERS)],
            accounts={row[0]: row[1:] for row in rows(_ACCOUNTS)},
            gifts={row[0]: Gift(*row) for row in rows(_GIFTS, ids)},
            campaigns={row[0]: Campaign(*row) for row in rows(_CAMPAIGNS, ids)},
            claims=[Claim(*row) for row in rows(_CLAIMS, call)],
            tallies={row[:5]: row[5:] for row in rows(_TALLIES, ids)},  # type: ignore[misc]
            decisions=rows(_DECISIONS, decided),  # type: ignore[arg-type]
        )
