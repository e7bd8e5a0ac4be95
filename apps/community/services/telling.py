"""Telling followers at once what happened to a campaign: news, threshold reached, end; each person once for a fact.

Who gave hears of news and of the end as a donor; the same person is not told again as a follower, nor of news as a
donor when the gift came after the follower was told: one key stands for both messages. Many followers are told a batch
at a time: each batch owes the next one in its own transaction.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import SETTLED, CampaignState
from apps.community import selectors
from apps.community.models import Told
from apps.community.services.letters import tell_follower
from apps.community.states import Fact, FollowKind
from apps.donations.selectors import payee
from apps.editorial import selectors as editorial
from apps.kernel.texts import for_message
from apps.notifications.states import Topic
from apps.people import selectors as people
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

BATCH = 200
TOLD_TO_DONORS = frozenset({Fact.UPDATE, Fact.ENDED})
"""What `apps.donations` tells whoever gave."""


@dataclass(frozen=True)
class _News:
    """A fact, whose campaign it is of, and what its message says."""

    fact: Fact
    key: str
    campaign_id: int
    data: dict[str, object]


@transaction.atomic
def tell_update(*, key: str, now: datetime) -> None:
    """Tell the followers of a campaign of its news `key`; only the title, since some news are for donors alone."""
    news = _of_update(key)
    if news is not None and _is_first(Fact.UPDATE, key, now):
        _tell(news, 0, now)


@transaction.atomic
def look_at_campaign(*, key: str, now: datetime) -> None:
    """Tell the followers of campaign `key` what they have not been told: that it is reached, that it has ended."""
    campaign = campaigns.get_campaign(int(key))
    facts = []
    if campaign.state == CampaignState.OPEN and campaign.threshold_reached_at is not None:
        facts.append(Fact.REACHED)
    if campaign.state in SETTLED:
        facts.append(Fact.ENDED)
    for fact in facts:
        if _is_first(fact, key, now):
            _tell(_of_campaign(fact, key), 0, now)


@transaction.atomic
def tell_followers(*, key: str, now: datetime) -> None:
    """Tell one more batch of followers: `key` is `<fact>-<what it is of>-<the last person told>`."""
    fact, of, told_last = key.split("-")
    news = _of_update(of) if fact == Fact.UPDATE else _of_campaign(Fact(fact), of)
    if news is not None:
        _tell(news, int(told_last), now)


def _of_update(key: str) -> _News | None:
    update = editorial.get_update(int(key))
    if update.withdrawn_at is not None:
        return None
    path = f"/campagne/{update.campaign.slug}/#aggiornamento-{update.pk}"
    data: dict[str, object] = {
        "campaign": update.campaign.title,
        "update": update.title,
        "path": path,
        "translations": for_message(
            campaign=(update.campaign.translations, "title"), update=(update.translations, "title")
        ),
    }
    return _News(Fact.UPDATE, key, update.campaign_id, data)


def _of_campaign(fact: Fact, key: str) -> _News:
    campaign = campaigns.get_campaign(int(key))
    path = f"/campagne/{campaign.slug}/"
    return _News(fact, key, campaign.pk, {**_named(campaign), "state": campaign.state, "path": path})


def _named(campaign: "Campaign") -> dict[str, object]:
    return {"campaign": campaign.title, "translations": for_message(campaign=(campaign.translations, "title"))}


def _tell(news: _News, told_last: int, now: datetime) -> None:
    followers = selectors.followers_of(FollowKind.CAMPAIGN, str(news.campaign_id), after=told_last, most=BATCH)
    donors = set(payee.list_donor_addresses(news.campaign_id)) if news.fact in TOLD_TO_DONORS else set()
    for user_id in followers:
        if donors.intersection(people.verified_addresses(user_id)):
            continue
        tell_follower(
            user_id=user_id,
            kind=f"follow_{news.fact}",
            fact=f"{news.fact}-{news.key}",
            topic=Topic.CAMPAIGNS,
            data=news.data,
            now=now,
            once=f"update-{news.key}" if news.fact == Fact.UPDATE else "",
        )
    if len(followers) == BATCH:
        rest = f"{news.fact}-{news.key}-{followers[-1]}"
        registry.put_on_agenda(kind="followers.tell", key=rest, due_at=now, now=now)


def _is_first(fact: Fact, key: str, now: datetime) -> bool:
    if Told.objects.filter(fact=fact, key=key).exists():
        return False
    try:
        with transaction.atomic():
            Told.objects.create(fact=fact, key=key, at=now)
    except IntegrityError:
        return False
    return True
