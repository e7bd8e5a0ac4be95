"""Rewards that gifts hold: never more than there are, counted while the campaign is locked; how they are edited."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import rewards
from apps.campaigns import selectors as campaigns
from apps.campaigns.rewards import RewardText
from apps.donations import checks, rules
from apps.donations.models import Donation
from apps.donations.rules import Gift
from apps.donations.selectors.rewards import count_held
from apps.donations.states import HOLDING
from apps.editorial import services as editorial
from apps.editorial.rules.content import LANGUAGES
from apps.editorial.rules.freeze import Change, translated_changes
from apps.kernel.errors import DomainError
from apps.kernel.texts import ITALIAN

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign, Reward


class RewardRefused(DomainError):
    """The reward cannot be written like this; `fields` says what, per field."""

    code = "reward_refused"


def refusals(*, campaign: "Campaign", gift: Gift) -> dict[str, str]:
    """Return why a gift cannot have the reward that it asks for; locks the campaign where it asks for one.

    The caller writes the gift in the same transaction, so that nobody counts in between.
    """
    if gift.reward_id is None:
        return {}
    campaigns.lock_campaign(campaign.pk)
    reward = rewards.find_reward(campaign.pk, gift.reward_id)
    if reward is None:
        return {"reward_id": _("Questa ricompensa non si può più scegliere: scegline un'altra, o nessuna.")}
    held = count_held(reward.pk)
    return checks.reward_refusals(
        gift, minimum_cents=reward.minimum_cents, quantity=reward.quantity, held=held, title=reward.told_title
    )


def value_of(gift: Gift) -> int:
    """Return the worth in cents of the reward that a gift asks for and may have."""
    return 0 if gift.reward_id is None else rewards.get_reward(gift.reward_id).value_cents


def keep_or_lose(*, donation: Donation, now: datetime) -> None:
    """Take its reward from a locked gift that comes back to hold one, if others hold all there are meanwhile.

    The campaign is locked. The caller writes the state afterwards.
    """
    if donation.reward_id is None or donation.state in HOLDING:
        return
    reward = rewards.get_reward(donation.reward_id)
    if reward.quantity is None or count_held(reward.pk) < reward.quantity:
        return
    donation.reward_id, donation.reward_value_cents = None, 0
    donation.save(update_fields=["reward", "reward_value_cents"])
    data: dict[str, object] = {"reward": reward.pk}
    audit.record(actor="system", verb="reward_lost", object_kind="donation", object_id=donation.pk, now=now, data=data)


@transaction.atomic
def save_reward(
    *, campaign_id: int, reward_id: int | None, text: RewardText, reason: str, actor: str, now: datetime
) -> "Reward":
    """Add a reward to a campaign, or change one; what somebody has chosen changes by a visible correction.

    Raises RewardRefused: wrong values, fewer than are held, or a correction without its `reason`.
    """
    campaigns.lock_campaign(campaign_id)
    _check(checks.reward_problems(text.title, text.minimum_cents, text.value_cents, text.quantity))
    if reward_id is None:
        return rewards.add(campaign_id=campaign_id, text=text, actor=actor, now=now)
    reward, held = _reward(campaign_id, reward_id), count_held(reward_id)
    if text.quantity is not None and text.quantity < held:
        _check({"quantity": _("Sono già state scelte in %(held)s: non possono essere meno.") % {"held": held}})
    changes = _changes(rewards.text_of(reward), text)
    if held and changes:
        _correct(campaign_id, changes, reason, actor, now)
    rewards.change(reward=reward, text=text, actor=actor, now=now)
    return reward


@transaction.atomic
def withdraw_reward(*, campaign_id: int, reward_id: int, actor: str, now: datetime) -> None:
    """Take a reward out of the choice; who has chosen it keeps it. Raises RewardRefused for one that is not there."""
    campaigns.lock_campaign(campaign_id)
    rewards.withdraw(reward=_reward(campaign_id, reward_id), actor=actor, now=now)


def _reward(campaign_id: int, reward_id: int) -> "Reward":
    reward = rewards.find_reward(campaign_id, reward_id)
    if reward is None:
        raise RewardRefused(_("Questa ricompensa non c'è più."), fields={})
    return reward


def _changes(before: RewardText, after: RewardText) -> list[Change]:
    subject = _("Ricompensa «%(title)s»") % {"title": before.title}
    was, now = rules.reward_promise(vars(before)), rules.reward_promise(vars(after))
    changes = [Change(subject, was, now)] if was != now else []
    for language in LANGUAGES:
        changes += translated_changes(
            {subject: _said(before, ITALIAN)},
            {subject: _said(after, ITALIAN)},
            {subject: _said(before, language)},
            {subject: _said(after, language)},
            language,
        )
    return changes


def _said(reward: RewardText, language: str) -> str:
    return f"{reward.title_in(language)}\n{reward.text_in(language)}".strip()


def _correct(campaign_id: int, changes: list[Change], reason: str, actor: str, now: datetime) -> None:
    if not reason.strip():
        _check({"reason": _("Qualcuno l'ha già scelta: scrivi perché cambia. Il motivo è pubblico.")})
    editorial.record_corrections(campaign_id=campaign_id, changes=changes, reason=reason, actor=actor, now=now)


def _check(found: dict[str, str]) -> None:
    if found:
        raise RewardRefused(" ".join(found.values()), fields=found)
