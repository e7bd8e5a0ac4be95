"""Which rewards a campaign still has: those promised minus those that gifts hold."""

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, JSONObject

from apps.campaigns import rewards
from apps.donations.models import Donation
from apps.donations.states import HOLDING
from apps.kernel.texts import TitleAndText, Translations

_FIELDS = ("id", "title", "text", "translations", "minimum_cents", "value_cents", "quantity", "taken")


@dataclass(frozen=True, kw_only=True)
class Offer(TitleAndText):
    """A reward as a donor sees it; cents, `left` None where there is no limit."""

    id: int
    title: str
    text: str
    translations: Translations
    minimum_cents: int
    value_cents: int
    quantity: int | None
    taken: int

    @property
    def left(self) -> int | None:
        """How many can still be chosen."""
        return None if self.quantity is None else max(0, self.quantity - self.taken)

    @property
    def is_gone(self) -> bool:
        """Whether nobody can choose it any more."""
        return self.left == 0


def count_held(reward_id: int) -> int:
    """Return how many gifts hold a reward; exact only while its campaign is locked."""
    return Donation.objects.filter(reward_id=reward_id, state__in=HOLDING).count()


def with_offers(campaigns: QuerySet[Any]) -> QuerySet[Any]:
    """Add to campaigns, in their own query, their rewards and how many gifts hold each: read them with `offers_of`."""
    lines = _counted().filter(campaign_id=OuterRef("pk"))
    return campaigns.annotate(reward_offers=ArraySubquery(lines.values(line=JSONObject(**{n: n for n in _FIELDS}))))


def offers_of(campaign: Any) -> list[Offer]:
    """Return the rewards of a campaign that was read `with_offers`, in their order."""
    return [Offer(**line) for line in campaign.reward_offers]


def list_offers(campaign_id: int) -> list[Offer]:
    """Return the rewards of a campaign that can be chosen or are gone, in their order, in one query."""
    return [Offer(**line) for line in _counted().filter(campaign_id=campaign_id).values(*_FIELDS)]


def _counted() -> QuerySet[Any]:
    held = Donation.objects.filter(reward_id=OuterRef("pk"), state__in=HOLDING).order_by().values("reward_id")
    count = Subquery(held.annotate(count=Count("pk")).values("count"))
    return rewards.offered().annotate(taken=Coalesce(count, 0))
