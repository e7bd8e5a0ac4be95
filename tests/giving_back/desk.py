"""What the tests of this folder do at the processor and on the agenda, and what they hold the books against."""

import re
from datetime import datetime, timedelta
from typing import Any

from apps.campaigns.models import Campaign
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.ledger import selectors as ledger
from apps.matching import services as matching
from apps.payments.models import BankRefund, Refund
from apps.payments.states import RefundState
from apps.people.models import Organisation
from apps.transparency import selectors as transparency
from tests.factories import city
from tests.factories.city import NOW
from tests.harness.stripe import StripeSimulator

DISPUTED = "4000000000000259"
INQUIRY = "4000000000001976"
PENDING = "4000000000007726"
FAILS_LATER = "4000000000005126"
IBAN = "IT60X0542811101000000123456"


def give(simulator: StripeSimulator, campaign: Campaign, cents: int, card: str = "", now: datetime = NOW) -> Donation:
    """Give with a card, and let the product hear of it."""
    donation = city.start(campaign, cents, now=now)
    assert simulator.pay(donation.attempt.session_url, *([card] if card else [])) == 303
    return city.check(donation, now)


def read(donation: Donation) -> Donation:
    """Return a gift as it stands now."""
    return Donation.objects.select_related("attempt", "campaign").get(pk=donation.pk)


def later(simulator: StripeSimulator) -> None:
    """Let everything happen at the processor that was to happen later."""
    while simulator.control("later/hurry")["done"]:
        pass


def disputes(simulator: StripeSimulator, account_id: str) -> list[Any]:
    """Return the disputes of an account, newest first."""
    return list(simulator.client.v1.disputes.list({"limit": 100}, {"stripe_account": account_id}).data)


def follow(simulator: StripeSimulator, account_id: str, now: datetime = NOW) -> None:
    """Let the product hear of every dispute of an account."""
    for dispute in disputes(simulator, account_id):
        matching.follow_dispute(account_id=account_id, dispute_id=dispute.id, now=now)


def decide(simulator: StripeSimulator, account_id: str, word: str, now: datetime = NOW) -> None:
    """Let the bank decide every open dispute of an account, by one of the two words of Stripe's tests; hear of it."""
    for dispute in disputes(simulator, account_id):
        if dispute.status in ("needs_response", "under_review"):
            simulator.client.v1.disputes.update(
                dispute.id, {"evidence": {"uncategorized_text": word}}, {"stripe_account": account_id}
            )
    later(simulator)
    follow(simulator, account_id, now)


def send_refunds(now: datetime = NOW) -> None:
    """Do every refund that is owed or may have changed."""
    for refund in Refund.objects.exclude(state=RefundState.CANCELLED).order_by("pk"):
        donations.send_refund(key=str(refund.pk), now=now)


def know_iban(campaign: Campaign) -> None:
    """Register the bank account of the body that receives a campaign's gifts."""
    Organisation.objects.filter(pk=campaign.beneficiary_id).update(iban=IBAN)


def pay_by_bank(bank_refund: BankRefund, reference: str = "CRO1", now: datetime = NOW) -> None:
    """Record that the bank paid a refund."""
    donations.record_bank_payment(
        bank_refund_id=bank_refund.pk, reference=reference, paid_on=now.date(), actor="test", now=now
    )


def posted(*codes: str) -> list[int]:
    """Return what stands on ledger accounts, in cents."""
    found = ledger.balances(codes)
    return [found[code].posted_cents for code in codes]


def prove() -> None:
    """Fail unless the ledger is whole and agrees with the processor, movement by movement."""
    assert ledger.verify() == []
    proof = transparency.reconcile()
    assert (proof.findings, proof.difference_cents) == ([], 0)


DAY = timedelta(days=1)


def text(answer: Any) -> str:
    """Return the body of a page, whitespace joined."""
    return re.sub(r"\s+", " ", answer.content.decode())
