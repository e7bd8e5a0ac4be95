"""What of a campaign's gifts can be paid out to its body."""

from apps.ledger import selectors as ledger


def payable_cents(campaign_id: int, account_id: str) -> int:
    """Return what of a campaign's gifts lies at the processor, after its fees and what went back, in cents."""
    money, cents = f"psp:{account_id}", 0
    for name in ("donations", "fees"):
        for row in ledger.list_transfers(f"campaign:{campaign_id}:{name}", limit=None):
            if money in (row.debit, row.credit):
                cents += row.amount_cents if row.debit == money else -row.amount_cents
    return cents
