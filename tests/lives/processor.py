"""What the processor would say, in memory: one per life. It keeps its own books, against which the ledger is held.

It stands behind the functions of `apps.payments.gateway`; nothing leaves the process. The simulator that speaks the
processor's protocol is another thing, in `colletta.local`.
"""

from datetime import date, datetime
from typing import Any

from apps.payments.gateway import (
    CardFacts,
    ChargeFacts,
    DisputeFacts,
    GatewayRefused,
    PaymentFacts,
    RefundFacts,
    SetupFacts,
)
from apps.payments.states import DisputeState
from tests.lives.charges import Charge, Page, Refund, payment_facts, refund_facts

DISPUTE_FEE_CENTS = 20_00
OPEN_DISPUTES = (DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW)


class ForbiddenRefund(AssertionError):
    """The product asked for a refund that money.md forbids."""


class Processor:
    """Pages, charges, refunds and disputes of all accounts; the answers that a life wants are set beforehand."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.charges: dict[str, Charge] = {}
        self.refunds: dict[str, Refund] = {}
        self.intents: dict[str, ChargeFacts] = {}
        self.by_key: dict[str, Any] = {}
        self.next_refund = "succeeded"
        self.next_charge = "paid"

    def balance_cents(self, account_id: str) -> int:
        """Return what lies on an account. Cents."""
        return sum(charge.balance_cents for charge in self.charges.values() if charge.account_id == account_id)

    def open_session(self, account_id: str, *, params: Any, key: str) -> PaymentFacts:
        if key not in self.by_key:
            items = params.get("line_items")
            cents = items[0]["price_data"]["unit_amount"] if items else 0
            self.by_key[key] = Page(account_id, f"cs_{key}", params["metadata"]["attempt"], cents)
            self.pages[f"cs_{key}"] = self.by_key[key]
        return self._page_facts(self.by_key[key])

    def fetch_session(self, account_id: str, session_id: str) -> PaymentFacts:
        return self._page_facts(self.pages[session_id])

    def expire_session(self, account_id: str, session_id: str) -> PaymentFacts:
        page = self.pages[session_id]
        page.state = "expired" if page.state == "open" else page.state
        return self._page_facts(page)

    def pay(self, session_id: str) -> None:
        """Let a donor pay on a page, or save a card there, while it is open."""
        page = self.pages[session_id]
        if page.state == "open":
            page.state = "paid"
            if page.amount_cents:
                page.charge_id = self._charge(page.account_id, page.attempt, page.amount_cents).charge_id

    def fetch_setup(self, account_id: str, session_id: str) -> SetupFacts:
        page = self.pages[session_id]
        saved = page.state == "paid"
        card = CardFacts("cus_1", "pm_1", "visa", "4242", date(2030, 12, 31), f"card-{page.attempt}") if saved else None
        return SetupFacts(session_id, "http://127.0.0.1:9/", "saved" if saved else page.state, page.attempt, card)

    def charge_saved_card(self, account_id: str, *, params: Any, key: str) -> ChargeFacts:
        if key not in self.by_key:
            intent_id, attempt = f"pi_{key}", params["metadata"]["attempt"]
            if self.next_charge == "paid":
                charge = self._charge(account_id, attempt, params["amount"])
                facts = ChargeFacts(intent_id, "paid", "", payment_facts(charge, ""))
            else:
                facts = ChargeFacts(intent_id, "refused", self.next_charge, None)
            self.by_key[key] = self.intents[intent_id] = facts
        facts = self.by_key[key]
        assert isinstance(facts, ChargeFacts)
        return facts

    def fetch_charge(self, account_id: str, intent_id: str) -> ChargeFacts:
        return self.intents[intent_id]

    def find_charge(self, account_id: str, *, customer_id: str, attempt: str) -> ChargeFacts | None:
        known = (facts for facts in self.intents.values() if facts.payment and facts.payment.attempt == attempt)
        return next(known, None)

    def create_refund(
        self, account_id: str, *, charge_id: str, amount_cents: int, key: str, metadata: dict[str, str]
    ) -> RefundFacts:
        if key not in self.by_key:
            charge = self.charges[charge_id]
            if charge.dispute_told in OPEN_DISPUTES:
                raise ForbiddenRefund(f"a refund of {charge_id} was asked for over an open dispute")
            if charge.dispute and charge.dispute.state in (*OPEN_DISPUTES, DisputeState.LOST):
                raise GatewayRefused("charge_disputed")
            if charge.given_back_cents + amount_cents > charge.amount_cents:
                raise ForbiddenRefund(f"more than the whole of {charge_id} was to go back")
            state = self.next_refund
            made = Refund(f"re_{key}", charge_id, amount_cents, state, True, came_back=state == "failed")
            self.by_key[key] = self.refunds[made.refund_id] = made
            charge.refunds.append(made)
        return refund_facts(self.by_key[key])

    def fetch_refund(self, account_id: str, refund_id: str) -> RefundFacts:
        return refund_facts(self.refunds[refund_id])

    def find_refund(
        self, account_id: str, charge_id: str, *, amount_cents: int, metadata: dict[str, str]
    ) -> RefundFacts | None:
        known = self.charges[charge_id].refunds
        return refund_facts(known[0]) if known else None

    def end_refund(self, refund_id: str, state: str) -> None:
        """Let a refund come to an end; a failure may follow a success."""
        refund = self.refunds[refund_id]
        refund.state, refund.came_back = state, state == "failed"

    def dispute(self, charge_id: str, now: datetime) -> DisputeFacts:
        """Let the donor's bank take the money of a charge back until it has decided."""
        charge = self.charges[charge_id]
        charge.dispute = DisputeFacts(
            dispute_id=f"du_{charge_id}",
            charge_id=charge_id,
            state=DisputeState.NEEDS_RESPONSE,
            reason="fraudulent",
            amount_cents=charge.amount_cents,
            opened_at=now,
            evidence_due_at=None,
            withdrawn_cents=charge.amount_cents,
            fee_cents=DISPUTE_FEE_CENTS,
        )
        return charge.dispute

    def fetch_dispute(self, account_id: str, dispute_id: str) -> DisputeFacts:
        charge = self.charges[dispute_id.removeprefix("du_")]
        assert charge.dispute is not None
        charge.dispute_told = charge.dispute.state
        return charge.dispute

    def _charge(self, account_id: str, attempt: str, amount_cents: int) -> Charge:
        charge = Charge(account_id, f"ch_{attempt}", attempt, amount_cents, min(25, amount_cents))
        self.charges[charge.charge_id] = charge
        return charge

    def _page_facts(self, page: Page) -> PaymentFacts:
        if page.charge_id:
            return payment_facts(self.charges[page.charge_id], page.session_id)
        url = "http://127.0.0.1:9/" if page.state == "open" else ""
        return PaymentFacts(page.session_id, url, page.state, page.attempt, page.amount_cents, "eur", "", 0)
