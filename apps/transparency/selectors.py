"""Reads across the city: ledger, processor and decisions, each beside its recomputation."""

import json
from dataclasses import dataclass

from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations.selectors import WrongSum
from apps.ledger import selectors as ledger
from apps.ledger.states import TransferState
from apps.matching import selectors as matching
from apps.matching.rules import record as records
from apps.matching.rules.decision import Phase
from apps.payments import selectors as payments
from apps.reconciliation import selectors as reconciliation
from apps.transparency import rules
from apps.transparency.rules import Finding


@dataclass(frozen=True)
class Proof:
    """What was looked at and what was found; `difference_cents` is what one side has more than the other."""

    looked_at: dict[str, object]
    findings: list[Finding]
    difference_cents: int = 0


def reconcile() -> Proof:
    """Compare every connected account of the city with the ledger, every movement there ever was, and in sum.

    Nothing is forgiven for being young: money in flight has to have landed. Writes nothing; the nightly runs of
    `apps.reconciliation` use the same comparison. Raises GatewayUncertain, GatewayRefused.
    """
    accounts = [account.account_id for account in payments.list_accounts()]
    findings: list[Finding] = []
    seen, written, difference_cents = 0, 0, 0
    for account_id in accounts:
        looked = reconciliation.examine(account_id)
        findings += [Finding(each.code, each.key, reconciliation.sentence(each)) for each in looked.found]
        difference_cents += abs(looked.difference_cents)
        seen, written = seen + looked.theirs, written + looked.ours
    looked_at: dict[str, object] = {"accounts": len(accounts), "processor_movements": seen, "ledger_entries": written}
    if difference_cents and not findings:
        findings.append(Finding("balance_differs", "psp", f"I saldi differiscono di {difference_cents} centesimi."))
    return Proof(looked_at, findings, difference_cents)


def prove_ledger(expected_head: str = "") -> Proof:
    """Recompute the ledger of the city with its hash chain, and what its gifts sum to.

    The chain up to a head `number:sha256` that somebody kept, where it is given.
    """
    findings = [Finding(each.code, each.subject, each.message) for each in ledger.verify()]
    findings += [_wrong_sum(each) for each in donations.list_wrong_sums()]
    number, _, sha256 = expected_head.partition(":")
    if expected_head and ledger.seal_sha256(int(number)) != sha256:
        message = f"Il sigillo {number} non è quello annotato: la catena è stata riscritta o accorciata."
        findings.append(Finding("head_differs", f"seal:{number}", message))
    head = ledger.chain_head()
    kept = {"number": head.number, "sha256": head.sha256, "sealed_at": head.sealed_at and head.sealed_at.isoformat()}
    return Proof({"head": kept, "unsealed_entries": ledger.count_unsealed()}, findings)


def _wrong_sum(found: WrongSum) -> Finding:
    return Finding(
        "gift_sums_differ",
        f"campaign:{found.campaign_id}",
        f"Campagna {found.campaign_id}, donazioni {found.alike}: la somma annotata è {found.kept}, quella delle "
        f"donazioni {found.counted} (quante, centesimi, commissioni).",
    )


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


def _match_posted(campaign_id: int) -> int:
    code = f"campaign:{campaign_id}:match"
    rows = ledger.list_transfers(code, limit=None)
    return sum(row.amount_cents for row in rows if row.credit == code and row.state == TransferState.POSTED)
