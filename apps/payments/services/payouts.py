"""Money that leaves the processor for the beneficiary's bank, held until it is released. Moves no ledger account."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from apps.kernel.states import advance
from apps.payments import gateway, selectors
from apps.payments.gateway import PayoutFacts
from apps.payments.models import ConnectedAccount, Payout
from apps.payments.services.keys import KEY_LIFETIME
from apps.payments.states import PAYOUT, PayoutState
from tenants.registry.schema import current_schema


def prepare_payout(*, account: ConnectedAccount, subject: str, amount_cents: int, now: datetime) -> Payout:
    """Write the intent to pay out an amount for a subject, or return the one that is there and has not failed."""
    known = Payout.objects.filter(subject=subject).exclude(state=PayoutState.FAILED).first()
    return known or Payout.objects.create(
        account=account, idempotency_key=uuid4(), subject=subject, amount_cents=amount_cents, created_at=now
    )


def ask_payout(*, payout_pk: int, now: datetime) -> PayoutFacts | None:
    """Ask the processor for a prepared payout, or read one that it knows.

    None for one whose key may have been forgotten: it is never sent again, and its event says what became of it.
    Raises GatewayUncertain, GatewayRefused.
    """
    payout = selectors.get_payout(payout_pk)
    account_id = payout.account.account_id
    if payout.payout_id:
        return gateway.fetch_payout(account_id, payout.payout_id)
    if now - payout.created_at > KEY_LIFETIME:
        return None
    return gateway.create_payout(
        account_id,
        amount_cents=payout.amount_cents,
        key=str(payout.idempotency_key),
        metadata={"tenant": current_schema(), "payout": str(payout.pk)},
    )


@transaction.atomic
def give_payout_up(*, payout_pk: int, failure: str, now: datetime) -> None:
    """Say of a payout that the processor refused that nothing will move; another may be asked for."""
    payout = Payout.objects.select_for_update(no_key=True).get(pk=payout_pk)
    if payout.state == PayoutState.PREPARED:
        payout.state = advance(PAYOUT, PayoutState(payout.state), PayoutState.FAILED)
        payout.failure, payout.settled_at = failure[:200], now
        payout.save(update_fields=["state", "failure", "settled_at"])


def read_payout(*, account_id: str, payout_id: str) -> PayoutFacts:
    """Fetch what the processor says of a payout now. Raises GatewayUncertain, GatewayRefused."""
    return gateway.fetch_payout(account_id, payout_id)


@transaction.atomic
def store_payout(*, account_id: str, facts: PayoutFacts, ours: int | None, now: datetime) -> Payout:
    """Store what the processor says of a payout, `ours` or one that somebody made there; repetition changes nothing."""
    payout = selectors.lock_payout(facts.payout_id, ours)
    if payout is None:
        payout = Payout(
            account=selectors.get_account_by_id(account_id),
            idempotency_key=uuid4(),
            amount_cents=facts.amount_cents,
            created_at=now,
        )
    payout.payout_id = facts.payout_id
    if payout.state != facts.state and PayoutState(facts.state) in PAYOUT.get(PayoutState(payout.state), ()):
        payout.state = advance(PAYOUT, PayoutState(payout.state), PayoutState(facts.state))
        payout.failure, payout.settled_at = facts.failure, now
    payout.save()
    return payout
