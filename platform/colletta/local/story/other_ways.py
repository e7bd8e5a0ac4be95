"""Money that comes and goes in other ways: awaited transfers, a gift by hand, a dispute, a refund that comes back.

The gift by hand waits for a second officer; the refund is one that the card's bank refuses, so that its donor is asked
for an account. What the processor tells of them comes to the workers: the story does not wait for it.
"""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils import timezone
from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.donations import services as donation_services
from apps.donations.rules import Evidence, Gift
from apps.donations.services import Received
from apps.donations.states import DonationState, Means
from apps.kernel import clock
from apps.matching import services as matching
from colletta.local.story import cashier, drawings, events
from colletta.local.story.plan import CityPlan

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

CITIES = ("milano", "venezia")
OFFICER = "funzionaria@{city}.example.org"
_NAMESPACE = uuid5(NAMESPACE_URL, "https://colletta.example.org/storia/altri-modi")


def tell(cities: tuple[CityPlan, ...], now: datetime) -> int:
    """Let money come and go in every way in some cities, once; return in how many."""
    told = [city for city in cities if city.slug in CITIES]
    for city in told:
        with schema_context(events.schema_of(city)):
            campaign = _newest_open()
            _announce_transfers(city, campaign, now)
            _receive_by_hand(city, campaign, now)
            _pay(city, campaign, _gift(40, "Valeria Negri"), cashier.DISPUTED)
            _take_back(city, campaign, now)
    return len(told)


def _newest_open() -> "Campaign":
    found = [each for each in campaigns.list_public_campaigns() if each.state == CampaignState.OPEN]
    return max(found, key=lambda campaign: campaigns.opened(campaign).closes_at)


def _announce_transfers(city: CityPlan, campaign: "Campaign", now: datetime) -> None:
    for euro, name in ((80, "Franco Testa"), (150, "Olga Serra")):
        donation_services.announce_transfer(
            campaign_slug=campaign.slug, gift=_gift(euro, name), request_key=_key(city, name), now=now
        )


def _receive_by_hand(city: CityPlan, campaign: "Campaign", now: datetime) -> None:
    donation_services.record_offline_gift(
        campaign_id=campaign.pk,
        gift=_gift(120, "Circolo delle Supposizioni"),
        received=Received(Means.CASH, timezone.localdate(now), "Raccolti alla festa del quartiere."),
        evidence=Evidence("festa.png", drawings.draw("people", city.primary_colour, seed=3)),
        actor=OFFICER.format(city=city.slug),
        request_key=_key(city, "festa"),
        now=now,
    )


def _take_back(city: CityPlan, campaign: "Campaign", now: datetime) -> None:
    matching.give_back_own_gift(
        donation_id=_pay(city, campaign, _gift(60, "Bruno Sala"), cashier.REFUND_FAILS), now=now
    )


def _pay(city: CityPlan, campaign: "Campaign", gift: Gift, card: str) -> int:
    donation = events.begin(campaign.slug, gift, _key(city, gift.donor_name))
    if donation.state == DonationState.STARTED:
        cashier.pay(donation.attempt.session_url, card=card, holder=gift.donor_name)
        matching.check_payment(key=str(donation.attempt_id), now=clock.now())
    return donation.pk


def _gift(euro: int, name: str) -> Gift:
    return Gift(euro * 100, name, f"{name.lower().replace(' ', '.')}@example.org", is_demo=True)


def _key(city: CityPlan, name: str) -> UUID:
    return uuid5(_NAMESPACE, f"{city.slug}/{name}")
