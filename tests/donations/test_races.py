"""One intention sent several times at once, on a database where it commits."""

from uuid import uuid4

from django_tenants.utils import schema_context

from apps.donations import services as donations
from apps.donations.models import Donation
from apps.payments.models import PaymentAttempt
from tests.factories import city
from tests.factories.city import NOW, ORIGIN
from tests.harness.fresh import FreshDatabase
from tests.harness.stripe import StripeSimulator


def test_one_key_sent_at_the_same_instant_begins_one_gift_with_one_page(
    fresh_database: FreshDatabase, stripe_simulator: StripeSimulator
) -> None:
    with schema_context("c_milano"):
        campaign = city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)
    given, key = city.gift(50_00), uuid4()

    def start() -> tuple[int, str]:
        with schema_context("c_milano"):
            donation = donations.start_donation(
                campaign_slug=campaign.slug, gift=given, request_key=key, origin=ORIGIN, now=NOW
            )
            return donation.pk, donation.attempt.session_url

    answers = fresh_database.together(*[start] * 6)
    assert len(set(answers)) == 1, answers
    with schema_context("c_milano"):
        assert Donation.objects.count() == PaymentAttempt.objects.count() == 1
