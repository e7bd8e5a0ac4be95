"""Midnight of Europe/Rome around both nights of the clock change, one millisecond before, at it, and one after."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from apps.campaigns.models import Campaign
from apps.campaigns.states import CampaignState
from apps.donations import services as donations
from apps.donations.services import CampaignClosed
from apps.donations.states import DonationState
from apps.kernel.periods import end_of_day
from apps.matching import services as matching
from apps.payments.models import ConnectedAccount
from tenants.registry import selectors as registry
from tests.factories import city
from tests.matching.books import begin, collect, facts_of, gift_claims

pytestmark = pytest.mark.usefixtures("milano")

MILLISECOND = timedelta(milliseconds=1)
NIGHTS = {
    "into the 25 hours": (date(2026, 10, 24), "2026-10-24T22:00:00+00:00"),
    "out of the 25 hours": (date(2026, 10, 25), "2026-10-25T23:00:00+00:00"),
    "into the 23 hours": (date(2027, 3, 27), "2027-03-27T23:00:00+00:00"),
    "out of the 23 hours": (date(2027, 3, 28), "2027-03-28T22:00:00+00:00"),
}


@pytest.fixture(params=NIGHTS.values(), ids=NIGHTS)
def midnight(request: pytest.FixtureRequest) -> datetime:
    """The first instant after a local day, as UTC has it."""
    day, instant = request.param
    midnight = end_of_day(day, "Europe/Rome").astimezone(UTC)
    assert midnight == datetime.fromisoformat(instant)
    return midnight


@pytest.fixture
def opened(account: ConnectedAccount, midnight: datetime) -> Callable[..., Campaign]:
    """Open a campaign of 1 000 euro that closes at midnight."""

    def open_campaign(**rules: object) -> Campaign:
        call = city.add_call(10_000_00, **rules)
        opens_at = midnight - timedelta(days=20, microseconds=400_000)
        return city.add_campaign(call, account, 1_000_00, closes_at=midnight, now=opens_at)

    return open_campaign


def start(campaign: Campaign, now: datetime) -> None:
    donations.begin_donation(
        campaign_slug=campaign.slug, gift=city.gift(20_00), request_key=uuid4(), origin=city.ORIGIN, now=now
    )


def state(campaign: Campaign) -> str:
    campaign.refresh_from_db()
    return str(campaign.state)


def close(campaign: Campaign, now: datetime) -> str:
    matching.close_campaign(key=str(campaign.pk), now=now)
    return state(campaign)


def test_the_last_gift_is_accepted_a_millisecond_before_midnight(
    opened: Callable[..., Campaign], midnight: datetime
) -> None:
    campaign = opened()
    start(campaign, midnight - MILLISECOND)
    for late in (midnight, midnight + MILLISECOND):
        with pytest.raises(CampaignClosed):
            start(campaign, late)


def test_a_campaign_closes_at_midnight_and_not_a_millisecond_before(
    opened: Callable[..., Campaign], midnight: datetime
) -> None:
    campaign = opened()
    (owed,) = [item for item in registry.list_agenda("c_milano", "campaign.deadline") if item.key == str(campaign.pk)]
    assert owed.due_at == midnight
    assert close(campaign, midnight - MILLISECOND) == CampaignState.OPEN
    assert close(campaign, midnight) == CampaignState.OUTCOME_PENDING
    assert close(campaign, midnight + MILLISECOND) == CampaignState.OUTCOME_PENDING


@pytest.mark.parametrize("at", [-MILLISECOND, timedelta(), MILLISECOND], ids=["before", "at", "after"])
def test_a_gift_begun_before_midnight_counts_whenever_its_money_is_seen(
    opened: Callable[..., Campaign], midnight: datetime, at: timedelta
) -> None:
    campaign = opened()
    gift = begin(campaign, 500_00, now=midnight - MILLISECOND)
    if at >= timedelta():
        close(campaign, midnight)
    matching.collect_donation(donation_id=gift.pk, facts=facts_of(gift), now=midnight + at)
    city.close_and_settle(campaign, midnight + MILLISECOND)
    assert state(campaign) == CampaignState.FUNDED


def test_the_wait_for_late_payments_ends_at_midnight_too(opened: Callable[..., Campaign], midnight: datetime) -> None:
    """`late_payments_days` counts local days: the wait has an hour more in October and one less in March.

    The processor gives no answer about the payment that was begun in time.
    """
    next_day = midnight.astimezone(ZoneInfo("Europe/Rome")).date()
    campaign, window_end = opened(), end_of_day(next_day, "Europe/Rome")
    begin(campaign, 500_00, now=midnight - MILLISECOND)
    close(campaign, midnight)
    for now, expected in (
        (window_end - MILLISECOND, CampaignState.OUTCOME_PENDING),
        (window_end, CampaignState.NOT_FUNDED),
        (window_end + MILLISECOND, CampaignState.NOT_FUNDED),
    ):
        matching.settle_campaign(key=str(campaign.pk), now=now)
        assert state(campaign) == expected


def test_money_that_comes_after_the_definitive_outcome_goes_back(
    opened: Callable[..., Campaign], midnight: datetime
) -> None:
    campaign = opened()
    gift = begin(campaign, 500_00, now=midnight - MILLISECOND)
    donations.lapse_donation(donation_id=gift.pk, now=midnight)
    city.close_and_settle(campaign, midnight)
    assert state(campaign) == CampaignState.NOT_FUNDED
    matching.collect_donation(donation_id=gift.pk, facts=facts_of(gift), now=midnight + MILLISECOND)
    gift.refresh_from_db()
    assert gift.state == DonationState.REFUNDING


@pytest.mark.parametrize("opens", [timedelta(), timedelta(microseconds=400_000)], ids=["whole second", "between two"])
def test_a_boost_of_24_hours_from_midnight_holds_from_its_first_instant_to_its_last(
    account: ConnectedAccount, midnight: datetime, opens: timedelta
) -> None:
    rules = {"kind": "per_donation", "threshold_bps": None, "base": None, "ratio_bps": 10_000, "campaign_days": 30}
    boost = {"ratio_bps": 20_000, "hours": 24, "starts_at": midnight.isoformat()}
    call = city.add_call(10_000_00, **rules, cap_per_donor_cents=100_00, boosts=[boost])
    opens_at = midnight - timedelta(days=20) - opens
    campaign = city.add_campaign(call, account, 1_000_00, closes_at=midnight + timedelta(days=5), now=opens_at)
    end = midnight + timedelta(hours=24)
    for edge in (midnight, end):
        for at in (-MILLISECOND, timedelta(), MILLISECOND):
            collect(campaign, 10_00, now=edge + at)
    assert [entitled for entitled, _, _ in gift_claims(campaign)] == [10_00, 20_00, 20_00, 20_00, 10_00, 10_00]
