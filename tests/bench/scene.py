"""One call with its pool and one campaign of Milano, and gifts that are begun, paid or collected."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from apps.campaigns.models import Campaign
from apps.donations.models import Donation
from apps.kernel import clock
from apps.matching import services as matching
from apps.payments.gateway import PaymentFacts
from tests.bench.lab import Visitor
from tests.factories import city

CITY_SCHEMA = "c_milano"
POOL_CENTS = 400_000_00
COST_CENTS = 90_000_00


@dataclass(frozen=True)
class Scene:
    """What was made."""

    campaign: Campaign
    visitor: Visitor
    now: datetime


def make(visitor: Visitor) -> Scene:
    """Publish a call, open a campaign that takes gifts at the machine's instant; Django stays in the city's schema."""
    from tenants.registry import selectors as registry

    connection.set_tenant(registry.get_tenant(CITY_SCHEMA))
    now = clock.now()
    campaign = city.add_campaign(
        city.add_call(POOL_CENTS), city.add_account(visitor), COST_CENTS, closes_at=now + timedelta(days=30)
    )
    return Scene(campaign, visitor, now)


def begin(scene: Scene, count: int) -> list[Donation]:
    """Begin gifts of 25 euro, each with its page at the simulator."""
    return [city.start(scene.campaign, 25_00, now=scene.now) for _ in range(count)]


def paid(donation: Donation) -> PaymentFacts:
    """Return what the processor says of a gift that was paid."""
    attempt = donation.attempt
    return PaymentFacts(
        session_id=attempt.session_id,
        url="",
        state="paid",
        attempt=str(attempt.pk),
        amount_cents=attempt.amount_cents,
        currency="eur",
        charge_id=f"ch_bench{attempt.pk}",
        fee_cents=63,
    )


def collect(donation: Donation, now: datetime) -> None:
    """Record a gift as paid, without asking the processor."""
    matching.collect_donation(donation_id=donation.pk, facts=paid(donation), now=now)
