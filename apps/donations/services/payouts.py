"""Gifts' money that leaves the processor for the beneficiary's bank, in the ledger."""

from datetime import datetime

from django.db import transaction

from apps.ledger import services as ledger
from apps.ledger.services import Line
from apps.payments import selectors as payments
from apps.payments import services as payment_services
from apps.payments.gateway import PayoutFacts


def record_payout(*, account_id: str, facts: PayoutFacts, ours: int | None, now: datetime) -> None:
    """Record what the processor says of a payout: entry `payout:<id>`, and `payout_failure:<id>` when it came back."""
    account = payments.get_account_by_id(account_id)
    bank, psp = f"bank:{account.organisation_id}", f"psp:{account_id}"
    with transaction.atomic(durable=True):
        payout = payment_services.store_payout(account_id=account_id, facts=facts, ours=ours, now=now)
        moves = [("payout", Line(bank, psp, facts.amount_cents))]
        if facts.came_back:
            moves.append(("payout_failure", Line(psp, bank, facts.amount_cents)))
        for kind, line in moves:
            ledger.post(
                kind=kind,
                key=f"{kind}:{facts.payout_id}",
                occurred_at=now,
                source=f"payout:{payout.pk}",
                lines=[line],
            )
