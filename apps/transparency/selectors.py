"""Reads across the city: the processor's movements beside the ledger's, decisions beside their recomputation."""

import json
from collections import defaultdict
from dataclasses import dataclass

from apps.campaigns import selectors as campaigns
from apps.ledger import selectors as ledger
from apps.ledger.states import TransferState
from apps.matching import selectors as matching
from apps.matching.rules import record as records
from apps.matching.rules.decision import Phase
from apps.payments import gateway
from apps.payments import selectors as payments
from apps.transparency import rules
from apps.transparency.rules import Finding, Movement


@dataclass(frozen=True)
class Proof:
    """What was looked at and what was found; `difference_cents` is what one side has more than the other."""

    looked_at: dict[str, int]
    findings: list[Finding]
    difference_cents: int = 0


def reconcile() -> Proof:
    """Compare every connected account of the city with the ledger, movement by movement and in sum.

    The processor is read first: what is on its way meanwhile is a finding, so money in flight has to have landed.
    Raises GatewayUncertain, GatewayRefused.
    """
    accounts = [account.account_id for account in payments.list_accounts()]
    findings: list[Finding] = []
    seen, written, difference_cents = 0, 0, 0
    for account_id in accounts:
        theirs = _movements_at_processor(account_id)
        code = f"psp:{account_id}"
        ours = _movements_in_ledger(code)
        findings += rules.compare_movements(theirs, ours)
        difference_cents += abs(rules.difference_cents(theirs, ledger.balances([code])[code].posted_cents))
        seen, written = seen + len(theirs), written + len(ours)
    looked_at = {"accounts": len(accounts), "processor_movements": seen, "ledger_entries": written}
    if difference_cents and not findings:
        findings.append(Finding("balance_differs", "psp", f"I saldi differiscono di {difference_cents} centesimi."))
    return Proof(looked_at, findings, difference_cents)


def recompute_decisions() -> Proof:
    """Recompute every decision of the city from its record, and hold the grants against the ledger."""
    findings: list[Finding] = []
    granted: dict[int, int] = {}
    count = 0
    for row in matching.list_records():
        count += 1
        subject = f"decision:{row.campaign_id}/{row.number}"
        doubts = _doubts(row.record, row.sha256)
        findings += [Finding("decision_differs", subject, f"{subject}: {line}") for line in doubts]
        if row.phase in (Phase.DEFINITIVE, Phase.ROLLOVER):
            granted[row.campaign_id] = json.loads(row.record)["result"]["granted_cents"]
    posted = {campaign.pk: _match_posted(campaign.pk) for campaign in campaigns.list_campaigns()}
    findings += rules.compare_grants(granted, posted)
    difference = sum(posted.values()) - sum(granted.values())
    return Proof({"decisions": count, "campaigns": len(posted)}, findings, difference)


def _doubts(record: str, sha256: str) -> list[str]:
    doubts = records.recompute(record)
    if not doubts and records.sha256_in(record) != sha256:
        doubts.append(f"sha256: kept {sha256}, in the record {records.sha256_in(record)}")
    return doubts


def _movements_at_processor(account_id: str) -> list[Movement]:
    return [
        Movement(rules.key_of(movement.kind, movement.source), movement.amount_cents, movement.fee_cents)
        for movement in gateway.list_balance_movements(account_id)
    ]


def _movements_in_ledger(code: str) -> list[Movement]:
    amounts: dict[str, int] = defaultdict(int)
    fees: dict[str, int] = defaultdict(int)
    for row in ledger.list_transfers(code, limit=None):
        if row.state != TransferState.POSTED:
            continue
        if row.debit.endswith(":fees"):
            fees[row.key] += row.amount_cents
        else:
            amounts[row.key] += row.amount_cents if row.debit == code else -row.amount_cents
    return [Movement(key, amounts[key], fees[key]) for key in {**amounts, **fees}]


def _match_posted(campaign_id: int) -> int:
    code = f"campaign:{campaign_id}:match"
    rows = ledger.list_transfers(code, limit=None)
    return sum(row.amount_cents for row in rows if row.credit == code and row.state == TransferState.POSTED)
