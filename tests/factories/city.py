"""One city's call, campaigns and gifts, made by the services and paid on the simulator's pages."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from apps.calls import services as calls
from apps.calls.models import Call
from apps.calls.rules.details import CallDetails
from apps.calls.states import ActKind, CallKind
from apps.campaigns import services as campaigns
from apps.campaigns.models import Campaign
from apps.campaigns.services import CampaignDraft
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.matching import services as matching
from apps.payments import services as payments
from apps.payments.models import ConnectedAccount
from apps.people import services as people
from tests.harness.stripe import StripeSimulator

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
DEADLINE = NOW + timedelta(days=30)
ORIGIN = "http://milano.localhost"
RULES = {
    "kind": "threshold",
    "threshold_bps": 5_000,
    "base": "remaining_cost",
    "cap_per_project_cents": 50_000_00,
    "late_payments_days": 1,
}
_numbers = count(1)


def add_call(pool_cents: int, **rules: Any) -> Call:
    """Publish a call whose pool holds an amount; the rules are the pilot's, with what is given instead."""
    number = next(_numbers)
    details = CallDetails(title=f"Bando {number}", slug=f"bando-{number}", kind=CallKind.THIRD_SECTOR)
    call = calls.create_call(details=details, now=NOW, actor="test")
    calls.save_rules(call_id=call.pk, document={**RULES, **rules}, now=NOW, actor="test")
    calls.publish_call(call_id=call.pk, act_id=add_act(call), now=NOW, actor="test")
    if pool_cents:
        fund(call, pool_cents)
    call.refresh_from_db()
    return call


def add_act(call: Call) -> int:
    """Register one more act of a call and return its id."""
    act = calls.register_act(
        call_id=call.pk,
        kind=ActKind.DETERMINA,
        number=str(next(_numbers)),
        dated=date(2026, 3, 1),
        now=NOW,
        actor="test",
    )
    return act.pk


def fund(call: Call, amount_cents: int, now: datetime = NOW) -> None:
    """Put money into a call's pool by an act of its own."""
    matching.fund_pool(call_id=call.pk, act_id=add_act(call), amount_cents=amount_cents, now=now, actor="test")


def add_account(simulator: StripeSimulator) -> ConnectedAccount:
    """Connect a new body, whose account can charge."""
    body = people.register_organisation(
        kind="third_sector",
        name=f"Ente {next(_numbers)}",
        tax_code="",
        email="ente@example.org",
        is_demo=True,
        now=NOW,
    )
    account = payments.connect_organisation(organisation_id=body.pk, now=NOW)
    simulator.connect(account.account_id)
    return payments.refresh_account(account_id=account.account_id, now=NOW)


def add_campaign(
    call: Call,
    account: ConnectedAccount,
    cost_cents: int,
    closes_at: datetime = DEADLINE,
    now: datetime = NOW,
    **fields: Any,
) -> Campaign:
    """Open a campaign of a call; the draft is an ordinary one, with what is given instead."""
    number = next(_numbers)
    draft = CampaignDraft(
        title=f"Campagna {number}",
        slug=f"campagna-{number}",
        summary="Un orto per tutti.",
        story="Un orto.",
        cost_cents=cost_cents,
        **fields,
    )
    body = account.organisation_id
    campaign = campaigns.create_campaign(
        call_id=call.pk, proponent_id=body, beneficiary_id=body, draft=draft, actor="test", now=now
    )
    return campaigns.open_campaign(
        campaign_id=campaign.pk, account_pk=account.pk, closes_at=closes_at, actor="test", now=now
    )


def gift(amount_cents: int, **fields: Any) -> Gift:
    """Return what a donor asks for."""
    number = next(_numbers)
    return Gift(amount_cents, **{"donor_name": "Ada Rossi", "donor_email": f"ada{number}@example.org", **fields})


def start(campaign: Campaign, amount_cents: int, *, key: UUID | None = None, now: datetime = NOW) -> Donation:
    """Begin a gift and return it with its hosted page."""
    return donations.start_donation(
        campaign_slug=campaign.slug, gift=gift(amount_cents), request_key=key or uuid4(), origin=ORIGIN, now=now
    )


def give(simulator: StripeSimulator, campaign: Campaign, amount_cents: int, now: datetime = NOW) -> Donation:
    """Begin a gift, pay it on the hosted page, and let the product hear of it."""
    donation = start(campaign, amount_cents, now=now)
    assert simulator.pay(donation.attempt.session_url) == 303
    return check(donation, now)


def check(donation: Donation, now: datetime = NOW) -> Donation:
    """Do the check of a gift's payment that is on the agenda, and read the gift again."""
    matching.check_payment(key=str(donation.attempt_id), now=now)
    return Donation.objects.select_related("attempt", "campaign").get(pk=donation.pk)


def close_and_settle(campaign: Campaign, now: datetime = DEADLINE) -> Campaign:
    """Let the deadline come, and the outcome."""
    matching.close_campaign(key=str(campaign.pk), now=now)
    return settle(campaign, now)


def settle(campaign: Campaign, now: datetime = DEADLINE) -> Campaign:
    """Do the settlement of a closed campaign, and read it again."""
    matching.settle_campaign(key=str(campaign.pk), now=now)
    campaign.refresh_from_db()
    return campaign
