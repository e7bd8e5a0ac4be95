"""Pages, charges and refunds as the processor of a life keeps them. Owns no answer: `processor` does."""

from dataclasses import dataclass, field

from apps.payments.gateway import DisputeFacts, PaymentFacts, RefundFacts
from apps.payments.states import DisputeState


@dataclass
class Page:
    """A hosted page."""

    account_id: str
    session_id: str
    attempt: str
    amount_cents: int
    state: str = "open"
    charge_id: str = ""


@dataclass
class Refund:
    """A charge that goes back."""

    refund_id: str
    charge_id: str
    amount_cents: int
    state: str
    moved: bool
    came_back: bool = False
    told_moved: bool = False


@dataclass
class Charge:
    """Money that arrived, and what became of it."""

    account_id: str
    charge_id: str
    attempt: str
    amount_cents: int
    fee_cents: int
    refunds: list[Refund] = field(default_factory=list)
    dispute: DisputeFacts | None = None
    dispute_told: DisputeState | None = None

    @property
    def given_back_cents(self) -> int:
        return sum(refund.amount_cents for refund in self.refunds if refund.moved and not refund.came_back)

    @property
    def balance_cents(self) -> int:
        taken = self.dispute
        moved = taken.reinstated_cents - taken.withdrawn_cents - taken.fee_cents if taken else 0
        return self.amount_cents - self.fee_cents - self.given_back_cents + moved


def payment_facts(charge: Charge, session_id: str) -> PaymentFacts:
    """Return what is said of a page that was paid, or of a charge without a page."""
    return PaymentFacts(
        session_id=session_id,
        url="",
        state="paid",
        attempt=charge.attempt,
        amount_cents=charge.amount_cents,
        currency="eur",
        charge_id=charge.charge_id,
        fee_cents=charge.fee_cents,
        fingerprint=f"card-{charge.attempt}",
    )


def refund_facts(refund: Refund) -> RefundFacts:
    """Return what is said of a refund, and remember that it was said."""
    refund.told_moved = refund.moved
    failure = "expired_or_canceled_card" if refund.state == "failed" else ""
    return RefundFacts(refund.refund_id, refund.state, refund.amount_cents, failure, refund.moved, refund.came_back)
