"""What happens at each moment of the timeline, and whether it has happened already."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django_tenants.utils import schema_context

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.services import CampaignDraft
from apps.campaigns.states import SETTLED, CampaignState
from apps.donations import selectors as donations
from apps.donations import services as donation_services
from apps.donations.rules import Gift
from apps.donations.states import DonationState
from apps.kernel import clock
from apps.matching import services as matching
from apps.payments import selectors as payments
from colletta.local.story import beginnings, cashier, due, places, receipts
from colletta.local.story.days import Calendar, go_to
from colletta.local.story.moments import Closing, Giving, Moment, Opening
from colletta.local.story.plan import CampaignPlan, CityPlan
from tenants.registry import selectors as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.donations.models import Donation


def schema_of(city: CityPlan) -> str:
    """Return the schema of a city that is live."""
    tenant = registry.find_city(city.slug)
    return str(tenant.schema_name) if tenant else ""


class World:
    """What has happened so far in each city, read once and kept up to date."""

    def __init__(self, cities: tuple[CityPlan, ...], calendar: Calendar) -> None:
        self._calendar = calendar
        self._schemas = {city.slug: schema_of(city) for city in cities}
        self._campaigns: dict[tuple[str, str], Campaign] = {}
        self._gifts: dict[UUID, str] = {}
        for city in cities:
            self._read(city.slug)

    def has_happened(self, moment: Moment) -> bool:
        """Tell whether a moment needs nothing any more."""
        campaign = self._campaigns.get((moment.city.slug, moment.campaign.slug))
        if campaign is None:
            return False
        if isinstance(moment, Opening):
            return campaign.state != CampaignState.DRAFT
        if isinstance(moment, Closing):
            refunding = campaign.state == CampaignState.NOT_FUNDED and campaign.refunds_completed_at is None
            return campaign.state == moment.campaign.told or (campaign.state in SETTLED and not refunding)
        state = self._gifts.get(moment.planned.key)
        return state is not None and (state != DonationState.STARTED or moment.planned.is_left)

    def happen(self, moment: Moment) -> None:
        """Make a moment happen at its instant, in its city."""
        go_to(moment.at)
        with schema_context(self._schemas[moment.city.slug]):
            if isinstance(moment, Opening):
                self._open(moment)
            elif isinstance(moment, Giving):
                _give(moment)
            else:
                due.do_what_is_due()
        if isinstance(moment, Closing):
            self._read(moment.city.slug)

    def _open(self, moment: Opening) -> None:
        city, told, now = moment.city, moment.campaign, clock.now()
        account = beginnings.connect(city.bodies[told.body], now)
        campaign = self._campaigns.get((city.slug, told.slug)) or _create(city, told, account.organisation_id)
        campaign = campaign_services.open_campaign(
            campaign_id=campaign.pk,
            account_pk=payments.get_account(account.pk).pk,
            closes_at=self._calendar.end_of(told.days.closes),
            actor=beginnings.ACTOR,
            now=now,
        )
        is_third_sector = campaign.beneficiary.kind == "third_sector"
        receipts.decide(campaign, is_third_sector=is_third_sector, actor=beginnings.ACTOR, now=now)
        self._campaigns[city.slug, told.slug] = campaign

    def _read(self, city: str) -> None:
        if not self._schemas[city]:
            return
        with schema_context(self._schemas[city]):
            for campaign in campaigns.list_campaigns():
                self._campaigns[city, campaign.slug] = campaign
                for donation in donations.list_donations(campaign.pk):
                    self._gifts[donation.request_key] = donation.state


def _create(city: CityPlan, told: CampaignPlan, beneficiary_id: int) -> "Campaign":
    now = clock.now()
    proponent = beginnings.register(city.bodies[told.proponent or told.body], now)
    call = next(call for call in calls.list_calls() if call.slug == told.call)
    latitude, longitude = places.point_of(city, told)
    draft = CampaignDraft(
        title=city.title_of(told),
        slug=told.slug,
        summary=told.summary,
        story=told.story,
        cost_cents=told.cost_euro * 100,
        area=city.area_of(told),
        district=told.district,
        latitude=latitude,
        longitude=longitude,
        is_demo=True,
    )
    return campaign_services.create_campaign(
        call_id=call.pk,
        proponent_id=proponent.pk,
        beneficiary_id=beneficiary_id,
        draft=draft,
        actor=beginnings.ACTOR,
        now=now,
    )


def begin(slug: str, gift: Gift, key: UUID) -> "Donation":
    """Begin a gift with the processor; where cards are charged on success its donor accepts the mandate."""
    values: dict[str, Any] = {"campaign_slug": slug, "gift": gift, "request_key": key, "now": clock.now()}
    values["origin"] = registry.portal_origin()
    mandate = donations.mandate_text_for(campaigns.get_public_campaign(slug))
    if mandate is None:
        return donation_services.start_donation(**values)
    return donation_services.start_promise(**values, mandate_sha256=mandate.sha256)


def _give(moment: Giving) -> None:
    planned = moment.planned
    donation = begin(moment.campaign.slug, planned.gift, planned.key)
    for card in planned.cards:
        if cashier.pay(donation.attempt.session_url, card=card, holder=planned.gift.donor_name):
            matching.check_payment(key=str(donation.attempt_id), now=clock.now())
            return
