"""A city's story without the payment processor: the real services, with hand-made facts where it would answer.

`tests.factories.city` makes the same with the simulator. Instants come from the caller or the clock.
"""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from apps.calls import services as calls
from apps.calls.models import Call
from apps.calls.rules.details import CallDetails, Question
from apps.calls.states import ActKind, CallKind
from apps.campaigns import services as campaigns
from apps.campaigns.models import Campaign
from apps.campaigns.services import CampaignDraft
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.matching import services as matching
from apps.payments import selectors as payments
from apps.payments.gateway import PaymentFacts, RefundFacts
from apps.payments.models import ConnectedAccount, PaymentAttempt
from apps.people import services as people
from apps.people.models import Organisation

PILOT: dict[str, Any] = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "cap_per_project_cents": 50_000_00,
    "late_payments_days": 1,
}
ORIGIN = "http://milano.localhost"
FEE_CENTS = 25
_numbers = count(1)


def make_call(pool_cents: int = 400_000_00, *, details: dict[str, Any] | None = None, **rules: Any) -> Call:
    """Publish a call with the pilot's rules, changed as told, and put an amount into its pool."""
    now, number = clock.now(), next(_numbers)
    named = {
        "title": f"Crowdfunding civico {number}",
        "slug": f"crowdfunding-civico-{number}",
        "kind": CallKind.THIRD_SECTOR,
        "summary": "Progetti ad alto impatto sociale nei quartieri.",
        "areas": ("reti sociali", "città accessibile"),
        "applicants_admitted": ("associazioni di promozione sociale", "fondazioni"),
        "faq": (Question(question="Chi decide?", answer="Una commissione."),),
    }
    call = calls.create_call(details=CallDetails(**{**named, **(details or {})}), now=now, actor="test")
    calls.save_rules(call_id=call.pk, document={**PILOT, **rules}, now=now, actor="test")
    calls.publish_call(call_id=call.pk, act_id=make_act(call), now=now, actor="test")
    if pool_cents:
        fund(call, pool_cents)
    call.refresh_from_db()
    return call


def make_act(call: Call) -> int:
    """Register one more act of a call and return its id."""
    number = str(next(_numbers))
    act = calls.register_act(
        call_id=call.pk, kind=ActKind.DETERMINA, number=number, dated=date(2026, 3, 1), now=clock.now(), actor="test"
    )
    return act.pk


def fund(call: Call, amount_cents: int) -> None:
    """Put money into a call's pool by an act of its own; who waits is served."""
    matching.fund_pool(call_id=call.pk, act_id=make_act(call), amount_cents=amount_cents, now=clock.now(), actor="test")


def make_body(name: str = "", *, is_demo: bool = True) -> Organisation:
    """Register a new body."""
    return people.register_organisation(
        kind="third_sector",
        name=name or f"Associazione {next(_numbers)}",
        tax_code="",
        email="ente@example.org",
        is_demo=is_demo,
        now=clock.now(),
    )


def make_account(body: Organisation) -> ConnectedAccount:
    """Give a body an account that can charge, as if the processor had opened it."""
    return ConnectedAccount.objects.create(
        organisation=body,
        idempotency_key=uuid4(),
        account_id=f"acct_test_{next(_numbers)}",
        charges_enabled=True,
        details_submitted=True,
        refreshed_at=clock.now(),
        created_at=clock.now(),
    )


def make_draft(call: Call, cost_cents: int = 10_000_00, **fields: Any) -> Campaign:
    """Write a draft campaign of a new body."""
    number, body = next(_numbers), make_body()
    named = {
        "title": f"Orto di quartiere {number}",
        "slug": f"orto-{number}",
        "summary": "Un orto condiviso, aperto a tutto il quartiere.",
        "story": "Il **nostro** orto.",
        "area": "reti sociali",
        "district": "Municipio 4",
        "cost_cents": cost_cents,
    }
    draft = CampaignDraft(**{**named, **fields})
    return campaigns.create_campaign(
        call_id=call.pk, proponent_id=body.pk, beneficiary_id=body.pk, draft=draft, actor="test", now=clock.now()
    )


def make_campaign(call: Call, cost_cents: int = 10_000_00, *, days: int = 30, **fields: Any) -> Campaign:
    """Open a campaign of a new body for some days."""
    campaign = make_draft(call, cost_cents, **fields)
    account = make_account(campaign.beneficiary)
    now = clock.now()
    closes_at = now + timedelta(days=days)
    return campaigns.open_campaign(
        campaign_id=campaign.pk, account_pk=account.pk, closes_at=closes_at, actor="test", now=now
    )


def make_gift(amount_cents: int, **fields: Any) -> Gift:
    """Return what a new donor asks for."""
    return Gift(
        amount_cents, **{"donor_name": "Ada Rossi", "donor_email": f"ada{next(_numbers)}@example.org", **fields}
    )


def make_prepared_donation(campaign: Campaign, amount_cents: int, **fields: Any) -> Donation:
    """Begin a gift of which the processor has not heard."""
    return donations.begin_donation(
        campaign_slug=campaign.slug,
        gift=make_gift(amount_cents, **fields),
        request_key=uuid4(),
        origin=ORIGIN,
        now=clock.now(),
    )


def make_started_donation(campaign: Campaign, amount_cents: int, **fields: Any) -> Donation:
    """Begin a gift whose hosted page is open."""
    donation = make_prepared_donation(campaign, amount_cents, **fields)
    PaymentAttempt.objects.filter(pk=donation.attempt_id).update(
        state="open",
        session_id=f"cs_test_{donation.attempt_id}",
        session_url=f"http://127.0.0.1:9/pay/{donation.attempt_id}",
    )
    return read(donation)


def make_collected_donation(campaign: Campaign, amount_cents: int, **fields: Any) -> Donation:
    """Begin a gift and collect it; crossing the threshold reserves, as ever."""
    return collect(make_started_donation(campaign, amount_cents, **fields))


def collect(donation: Donation, now: datetime | None = None) -> Donation:
    """Record that a gift was paid."""
    facts = PaymentFacts(
        session_id=donation.attempt.session_id,
        url="",
        state="paid",
        attempt=str(donation.attempt_id),
        amount_cents=donation.amount_cents,
        currency="eur",
        charge_id=f"ch_test_{donation.attempt_id}",
        fee_cents=min(FEE_CENTS, donation.amount_cents),
    )
    matching.collect_donation(donation_id=donation.pk, facts=facts, now=now or clock.now())
    return read(donation)


def close(campaign: Campaign, now: datetime | None = None) -> Campaign:
    """Let the deadline of a campaign come."""
    matching.close_campaign(key=str(campaign.pk), now=now or campaign.closes_at)
    campaign.refresh_from_db()
    return campaign


def settle(campaign: Campaign, now: datetime | None = None) -> Campaign:
    """Close a campaign and give it its definitive outcome; no payment may be unsettled."""
    close(campaign, now)
    matching.settle_campaign(key=str(campaign.pk), now=now or campaign.closes_at)
    campaign.refresh_from_db()
    return campaign


def refund_everybody(campaign: Campaign, state: str = "succeeded") -> None:
    """Settle every refund that a failed campaign owes, all in one state."""
    for donation in Donation.objects.filter(campaign=campaign, state=DonationState.REFUNDING):
        refund = payments.get_refund_of(donation.attempt_id)
        failure = "expired_or_canceled_card" if state == "failed" else ""
        facts = RefundFacts(f"re_test_{refund.pk}", state, refund.amount_cents, failure)
        refund.refund_id = facts.refund_id
        refund.save(update_fields=["refund_id"])
        donations.finish_refund(refund_id=refund.pk, facts=facts, now=clock.now())
    campaign.refresh_from_db()


def read(donation: Donation) -> Donation:
    """Read a gift again with its attempt and campaign."""
    return Donation.objects.select_related("attempt", "campaign").get(pk=donation.pk)
