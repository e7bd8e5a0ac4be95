from datetime import timedelta
from typing import Any

import pytest

from apps.campaigns.models import Reward
from apps.campaigns.rewards import RewardText
from apps.donations import selectors, services
from apps.donations.models import Donation
from apps.editorial.models import Correction
from apps.kernel import clock
from apps.people import services as people
from tests.factories import story
from tests.factories.constraints import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign(milano: object) -> Any:
    return story.make_campaign(story.make_call(), 1_000_00)


def save(campaign: Any, reward: Reward | None = None, reason: str = "", **fields: Any) -> Reward:
    text = RewardText(**{"title": "Tazza", "minimum_cents": 20_00, "value_cents": 5_00, "quantity": 1, **fields})
    reward_id = reward.pk if reward else None
    return services.save_reward(
        campaign_id=campaign.pk, reward_id=reward_id, text=text, reason=reason, actor="ada", now=clock.now()
    )


def give(campaign: Any, reward: Reward, cents: int = 20_00) -> Donation:
    return story.make_started_donation(campaign, cents, reward_id=reward.pk)


def test_a_reward_is_never_given_more_often_than_there_are(campaign: Any) -> None:
    reward = save(campaign, quantity=2)
    first, _second = give(campaign, reward), give(campaign, reward)
    assert first.reward_value_cents == 5_00
    with pytest.raises(services.GiftRefused, match="esaurita"):
        give(campaign, reward)
    assert [offer.left for offer in selectors.list_offers(campaign.pk)] == [0]


def test_a_form_that_is_sent_twice_makes_one_reward_with_its_limit(campaign: Any) -> None:
    assert save(campaign).pk == save(campaign).pk
    assert [offer.left for offer in selectors.list_offers(campaign.pk)] == [1]


def test_a_gift_that_ends_frees_its_reward(campaign: Any) -> None:
    reward = save(campaign)
    lapsed = give(campaign, reward)
    services.lapse_donation(donation_id=lapsed.pk, now=clock.now())
    returned = story.collect(give(campaign, reward))
    services.request_refund(donation=returned, reason="own_request", now=clock.now())
    assert give(campaign, reward).reward_id == reward.pk


def test_a_late_payment_does_not_take_a_reward_that_others_hold(campaign: Any) -> None:
    reward = save(campaign)
    late = give(campaign, reward)
    services.lapse_donation(donation_id=late.pk, now=clock.now())
    held = story.collect(give(campaign, reward))
    late = story.collect(story.read(late))
    assert (late.reward_id, late.reward_value_cents, late.state) == (None, 0, "collected")
    assert story.read(held).reward_id == reward.pk


def test_a_reward_asks_for_its_minimum_and_its_own_campaign(campaign: Any) -> None:
    reward = save(campaign)
    with pytest.raises(services.GiftRefused, match="almeno"):
        give(campaign, reward, 19_99)
    with pytest.raises(services.GiftRefused, match="non si può più scegliere"):
        give(story.make_campaign(campaign.call, 1_000_00), reward)
    services.withdraw_reward(campaign_id=campaign.pk, reward_id=reward.pk, actor="ada", now=clock.now())
    with pytest.raises(services.GiftRefused, match="non si può più scegliere"):
        give(campaign, reward)


def test_what_somebody_has_chosen_changes_only_by_a_correction(campaign: Any) -> None:
    reward = save(campaign, quantity=3)
    save(campaign, reward, title="Tazzina")
    assert not Correction.objects.exists()
    give(campaign, reward)
    save(campaign, reward, title="Tazzina", quantity=5)
    with pytest.raises(services.RewardRefused, match="perché"):
        save(campaign, reward, title="Bicchiere", quantity=5)
    save(campaign, reward, title="Bicchiere", quantity=5, reason="Il vasaio è malato.")
    assert "Tazzina" in Correction.objects.get().before
    give(campaign, reward)
    with pytest.raises(services.RewardRefused, match="meno"):
        save(campaign, reward, title="Bicchiere", quantity=1)


def test_the_public_never_sees_what_a_donor_withholds(campaign: Any) -> None:
    from apps.donations.selectors import payee

    story.make_collected_donation(campaign, 70_00, is_anonymous=True, hides_amount=True, donor_name="Ada Rossi")
    (shown,) = selectors.list_latest_public(campaign.pk, 5)
    assert (shown.name, shown.amount_cents) == ("", None)
    (desk,) = payee.list_for_proponent(campaign.pk)
    assert (desk.name, desk.amount_cents) == ("", None)
    (mine,) = payee.list_for_payee(campaign.pk)
    assert (mine.name, mine.amount_cents) == ("Ada Rossi", 70_00)


def test_the_database_keeps_rewards_sound(campaign: Any) -> None:
    values: dict[str, Any] = {"campaign": campaign, "created_at": clock.now()}
    with refused("reward_has_a_title"):
        Reward.objects.create(**values, title="", minimum_cents=1)
    with refused("reward_minimum_positive"):
        Reward.objects.create(**values, title="x", minimum_cents=0)
    with refused("reward_worth_within_minimum"):
        Reward.objects.create(**values, title="x", minimum_cents=1, value_cents=2)
    with refused("reward_quantity_positive"):
        Reward.objects.create(**values, title="x", minimum_cents=1, quantity=0)


def test_a_further_gift_of_the_same_donor_holds_no_second_reward(campaign: Any) -> None:
    people.set_iban(organisation_id=campaign.beneficiary_id, iban="IT60X0542811101000000123456")
    reward = save(campaign)
    gift = story.collect(give(campaign, reward))
    further = services.add_further_gift(donation=gift, amount_cents=5_00, now=clock.now() + timedelta(hours=1))
    assert further.reward_id is None
