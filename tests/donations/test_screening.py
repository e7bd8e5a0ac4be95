"""The defence against card testing, and the reasons why a gift may not count."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from apps.calls.rules.vocabulary import Relation
from apps.campaigns.models import Campaign
from apps.cases import selectors as cases
from apps.cases.states import CaseKind
from apps.donations import services as donations
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.services import Caller, ChallengeNeeded, TooManyGifts
from apps.notifications.models import Message
from apps.people.models import Organisation
from tests.factories import city
from tests.factories.city import NOW, ORIGIN
from tests.harness.stripe import StripeSimulator

ADDRESS = "192.0.2.7"


@pytest.fixture
def campaign(milano: object, stripe_simulator: StripeSimulator, settings: Any) -> Campaign:
    settings.GIFTS_CHALLENGE_FROM_ADDRESS, settings.GIFTS_REFUSE_FROM_ADDRESS = 2, 4
    settings.GIFTS_CHALLENGE_UNPAID_OF_CAMPAIGN = 100
    return city.add_campaign(city.add_call(0), city.add_account(stripe_simulator), cost_cents=1_000_00)


def begin(campaign: Campaign, gift: Gift | None = None, *, address: str = ADDRESS, **asked: Any) -> Donation:
    caller = Caller(address, asked.pop("code", ""))
    values = {"request_key": uuid4(), "now": NOW, **asked}
    return donations.begin_donation(
        campaign_slug=campaign.slug, gift=gift or city.gift(10_00), origin=ORIGIN, caller=caller, **values
    )


def code_in_the_mail(gift: Gift) -> str:
    return str(Message.objects.get(kind="gift_challenge", to=gift.donor_email).data["code"])


def test_a_crowd_behind_one_address_is_asked_for_a_code_and_goes_on_with_it(campaign: Campaign) -> None:
    begin(campaign)
    begin(campaign)
    gift, key = city.gift(10_00), uuid4()
    for wrong in ("", "AAAA-AAAA"):
        with pytest.raises(ChallengeNeeded):
            begin(campaign, gift, request_key=key, code=wrong)
    assert Donation.objects.count() == 2
    code = code_in_the_mail(gift)
    assert begin(campaign, gift, request_key=key, code=f" {code.lower()} ").pk


def test_the_code_of_one_request_opens_no_other(campaign: Campaign) -> None:
    begin(campaign)
    begin(campaign)
    gift = city.gift(10_00)
    with pytest.raises(ChallengeNeeded):
        begin(campaign, gift)
    with pytest.raises(ChallengeNeeded):
        begin(campaign, gift, code=code_in_the_mail(gift))


def test_what_no_crowd_does_is_refused_until_an_hour_has_passed(campaign: Campaign, settings: Any) -> None:
    settings.GIFTS_CHALLENGE_FROM_ADDRESS = 100
    for _ in range(4):
        begin(campaign)
    with pytest.raises(TooManyGifts):
        begin(campaign)
    assert begin(campaign, address="192.0.2.8").pk
    assert begin(campaign, now=NOW + timedelta(hours=1)).pk


def test_a_campaign_with_many_unpaid_beginnings_asks_everybody_for_a_code(campaign: Campaign, settings: Any) -> None:
    settings.GIFTS_CHALLENGE_UNPAID_OF_CAMPAIGN = 3
    for number in range(3):
        begin(campaign, address=f"192.0.2.{number}")
    with pytest.raises(ChallengeNeeded):
        begin(campaign, address="192.0.2.99")


def test_the_address_is_not_kept_and_its_key_changes_every_day(campaign: Campaign) -> None:
    today, tomorrow = begin(campaign), begin(campaign, now=NOW + timedelta(days=1))
    assert ADDRESS not in (today.origin_key, tomorrow.origin_key)
    assert len({today.origin_key, tomorrow.origin_key, ""}) == 3


def test_a_card_that_pays_very_many_gifts_opens_one_case(
    campaign: Campaign, stripe_simulator: StripeSimulator, settings: Any
) -> None:
    settings.CARD_GIFTS_PER_DAY = 2
    for _ in range(3):
        city.give(stripe_simulator, campaign, 10_00)
    assert len(cases.list_open(CaseKind.FRAUD)) == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, (Relation.NONE, "")),
        ({"declares_relation": True}, (Relation.RELATED_PARTY, "declared")),
        ({"donor_email": "ENTE@example.org"}, (Relation.PROPONENT, "same_email")),
        (
            {"wants_receipt": True, "donor_tax_code": "00743110157", "donor_address": "Via Roma 1"},
            (Relation.PROPONENT, "same_tax_code"),
        ),
    ],
)
def test_the_relation_of_a_donor_to_the_proponent_is_written_with_its_reason(
    campaign: Campaign, fields: dict[str, Any], expected: tuple[Relation, str]
) -> None:
    Organisation.objects.filter(pk=campaign.proponent_id).update(tax_code="00743110157")
    donation = begin(campaign, city.gift(10_00, **fields), address="")
    assert (donation.relation, donation.relation_reason) == expected
