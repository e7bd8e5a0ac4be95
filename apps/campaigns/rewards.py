"""Rewards of campaigns: what a thank-you is, who may still choose it, and the writes of one row.

Does not count who chose one: gifts stand above, and with them the rule that none is given twice.
"""

from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db.models import QuerySet

from apps.audit import services as audit
from apps.campaigns.models import Reward
from apps.kernel.texts import TitleAndText, Translations


@dataclass(frozen=True, kw_only=True)
class RewardText(TitleAndText):
    """What a reward promises; amounts in cents, no quantity where there is no limit; title and text also translated."""

    title: str
    minimum_cents: int
    text: str = ""
    value_cents: int = 0
    quantity: int | None = None
    position: int = 0
    translations: Translations = field(default_factory=dict)


def list_rewards(campaign_id: int) -> list[Reward]:
    """Return the rewards of a campaign that can be chosen, in their order."""
    return list(offered().filter(campaign_id=campaign_id))


def offered() -> QuerySet[Reward]:
    """Return the rewards that can be chosen, in their order; lazy, to be counted by floors above."""
    return Reward.objects.filter(withdrawn_at__isnull=True).order_by("position", "minimum_cents", "pk")


def find_reward(campaign_id: int, reward_id: int) -> Reward | None:
    """Return a reward of a campaign that can be chosen, or None."""
    return Reward.objects.filter(pk=reward_id, campaign_id=campaign_id, withdrawn_at__isnull=True).first()


def get_reward(reward_id: int) -> Reward:
    """Return a reward that a gift names, also one that is withdrawn; raises Reward.DoesNotExist."""
    return Reward.objects.get(pk=reward_id)


def titles_of(campaign_id: int) -> dict[int, str]:
    """Return the names of every reward of a campaign, by id."""
    return dict(Reward.objects.filter(campaign_id=campaign_id).values_list("pk", "title"))


def text_of(reward: Reward) -> RewardText:
    """Return what a reward promises."""
    return RewardText(**{each.name: getattr(reward, each.name) for each in fields(RewardText)})


def add(*, campaign_id: int, text: RewardText, actor: str, now: datetime) -> Reward:
    """Write a new reward of a locked campaign; one that promises the same and was there is that reward."""
    same = offered().filter(campaign_id=campaign_id, **vars(text)).first()
    if same is not None:
        return same
    reward = Reward.objects.create(campaign_id=campaign_id, created_at=now, **vars(text))
    audit.record(actor=actor, verb="add_reward", object_kind="campaign", object_id=campaign_id, now=now)
    return reward


def change(*, reward: Reward, text: RewardText, actor: str, now: datetime) -> None:
    """Write what a reward of a locked campaign promises from now on."""
    for name, value in vars(text).items():
        setattr(reward, name, value)
    reward.save(update_fields=list(vars(text)))
    data: dict[str, object] = {"reward": reward.pk}
    audit.record(
        actor=actor, verb="change_reward", object_kind="campaign", object_id=reward.campaign_id, now=now, data=data
    )


def withdraw(*, reward: Reward, actor: str, now: datetime) -> None:
    """Take a reward of a locked campaign out of the choice; who has chosen it keeps it."""
    reward.withdrawn_at = now
    reward.save(update_fields=["withdrawn_at"])
    data: dict[str, object] = {"reward": reward.pk}
    audit.record(
        actor=actor, verb="withdraw_reward", object_kind="campaign", object_id=reward.campaign_id, now=now, data=data
    )
