"""What is new for a person since an instant, of what they follow: campaigns begun, answers given."""

from dataclasses import dataclass
from datetime import datetime

from apps.campaigns import selectors as campaigns
from apps.community.models import Question
from apps.community.selectors.following import followed_by
from apps.community.states import FollowKind, State
from apps.districts import selectors as districts
from apps.notifications.states import Topic


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a digest."""

    kind: str
    title: str
    detail: str
    path: str
    topic: Topic


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
                path = f"/campagne/{campaign.slug}/"
                found.append(Item(kind="begun", title=campaign.title, detail=name, path=path, topic=topic))
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
            found.append(Item(kind="answered", title=row.campaign.title, detail="", path=path, topic=Topic.CAMPAIGNS))
    return list(dict.fromkeys(found))
