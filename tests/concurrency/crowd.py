"""Campaigns and gifts ready to be collected, without the processor: what it would say of a payment is made here."""

from itertools import count
from uuid import uuid4

from django.db import connection

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.ledger import selectors as ledger
from apps.matching import selectors as matching
from apps.matching.models import DecisionRecord
from apps.matching.rules.record import recompute
from apps.matching.selectors import PoolFigures
from apps.payments import services as payments
from apps.payments.gateway import PaymentFacts, RefundFacts
from apps.payments.models import ConnectedAccount, Refund
from apps.people import services as people
from tests.factories.city import NOW, gift

_numbers = count(1)


def add_account() -> ConnectedAccount:
    """Add a body whose account can charge."""
    number = next(_numbers)
    body = people.register_organisation(
        kind="third_sector", name=f"Ente {number}", tax_code="", email="ente@example.org", is_demo=True, now=NOW
    )
    return ConnectedAccount.objects.create(
        organisation_id=body.pk,
        idempotency_key=uuid4(),
        account_id=f"acct_{number}",
        charges_enabled=True,
        details_submitted=True,
        created_at=NOW,
    )


def begin(campaign: Campaign, amount_cents: int) -> Donation:
    """Write a gift whose page is open at the processor."""
    asked = gift(amount_cents)
    attempt = payments.prepare_attempt(account_pk=campaign.account_id, amount_cents=amount_cents, now=NOW)
    attempt.state, attempt.session_id = "open", f"cs_{attempt.pk}"
    attempt.save(update_fields=["state", "session_id"])
    return Donation.objects.create(
        campaign=campaign,
        attempt=attempt,
        request_key=uuid4(),
        amount_cents=amount_cents,
        donor_name=asked.donor_name,
        donor_email=asked.donor_email,
        donor_key=uuid4().hex,
        started_at=NOW,
    )


def paid(donation: Donation) -> PaymentFacts:
    """Return what the processor says of a gift that was paid."""
    return PaymentFacts(
        session_id=donation.attempt.session_id,
        url="",
        state="paid",
        attempt=str(donation.attempt_id),
        amount_cents=donation.amount_cents,
        currency="eur",
        charge_id=f"ch_{donation.attempt_id}",
        fee_cents=25,
    )


def refunded(refund: Refund) -> RefundFacts:
    """Write that the processor knows a refund, and return what it says of one that succeeded."""
    refund.refund_id, refund.state = f"re_{refund.pk}", "pending"
    refund.save(update_fields=["refund_id", "state"])
    return RefundFacts(refund_id=refund.refund_id, state="succeeded", amount_cents=refund.amount_cents, failure="")


def proved_pool(call: Call) -> PoolFigures:
    """Return the pool of a call, whose parts make the whole, in a ledger and decisions that are proved."""
    figures = matching.pool_figures(call.pk)
    assert figures.funded_cents == figures.committed_cents + figures.reserved_cents + figures.free_cents
    assert figures.free_cents >= 0
    assert ledger.verify() == []
    assert [recompute(record.record) for record in DecisionRecord.objects.all() if recompute(record.record)] == []
    return figures


def backends_waiting_for_a_lock() -> int:
    """Return how many connections to this database wait for a row that somebody else holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        (waiting,) = cursor.fetchone()
        return int(waiting)
