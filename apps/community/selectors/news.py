"""What is new for a person since an instant, of what they follow: campaigns begun, answers given."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from apps.campaigns import selectors as campaigns
from apps.community.models import Question
from apps.community.selectors.following import followed_by
from apps.community.states import FollowKind, State
from apps.districts import selectors as districts
from apps.editorial import selectors as editorial
from apps.notifications.states import Topic

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a digest; its title as a campaign has it in other languages."""

    kind: str
    title: str
    detail: str
    path: str
    topic: Topic
    translations: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)


def news_of(user_id: int, since: datetime, until: datetime) -> list[Item]:
    """Return what is new in a half-open period (since, until], each thing once; nothing from before its follow."""
    begun_by: dict[tuple[str, str], datetime] = {
        (row.kind, row.key): max(since, row.created_at) for row in followed_by(user_id)
    }
    if not begun_by:
        return []
    return [*_begun(begun_by, until), *_answered(begun_by, until)]


def _begun(follows: dict[tuple[str, str], datetime], until: datetime) -> list[Item]:
    names = {each.name.casefold(): each.slug for each in districts.list_names()}
    found = []
    for campaign in campaigns.list_public_campaigns():
        opens_at = campaign.opens_at
        if opens_at is None or (FollowKind.CAMPAIGN, str(campaign.pk)) in follows:
            continue
        reasons = (
            (FollowKind.DISTRICT, names.get(campaign.district.casefold(), ""), campaign.district, Topic.NEIGHBOURHOOD),
            (FollowKind.AREA, campaign.area, campaign.area, Topic.NEIGHBOURHOOD),
            (FollowKind.CALL, str(campaign.call_id), campaign.call.title, Topic.CAMPAIGNS),
        )
        for kind, key, name, topic in reasons:
            since = follows.get((kind, key))
            if since is not None and since < opens_at <= until:
                found.append(_item("begun", campaign, f"/campagne/{campaign.slug}/", topic, detail=name))
                break
    return found


def _answered(follows: dict[tuple[str, str], datetime], until: datetime) -> list[Item]:
    followed = {int(key): since for (kind, key), since in follows.items() if kind == FollowKind.CAMPAIGN}
    rows = Question.objects.filter(campaign_id__in=followed, state=State.VISIBLE, answered_at__lte=until)
    since = min(followed.values(), default=until)
    found = []
    for row in rows.filter(answered_at__gt=since).select_related("campaign").order_by("answered_at"):
        if row.answered_at is not None and row.answered_at > followed[row.campaign_id]:
            path = f"/campagne/{row.campaign.slug}/#domande"
            found.append(_item("answered", row.campaign, path, Topic.CAMPAIGNS))
    return list(dict.fromkeys(found))


def _item(kind: str, campaign: "Campaign", path: str, topic: Topic, detail: str = "") -> Item:
    translations = editorial.title_translations(campaign.pk, "title")
    return Item(kind=kind, title=campaign.title, detail=detail, path=path, topic=topic, translations=translations)
