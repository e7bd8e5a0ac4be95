"""What is new for a person since an instant, of what they follow: campaigns begun, their news, what people said."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from apps.campaigns import selectors as campaigns
from apps.community.models import Question
from apps.community.selectors import texts
from apps.community.selectors.following import followed_by
from apps.community.states import FollowKind, State
from apps.districts import selectors as districts
from apps.donations.selectors import payee
from apps.editorial import latest
from apps.kernel.texts import for_message
from apps.notifications.states import Topic
from apps.people import selectors as people

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line of a digest; title and detail also in other languages."""

    kind: str
    title: str
    detail: str
    path: str
    topic: Topic
    translations: dict[str, dict[str, str]] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Place:
    """What a person follows and a campaign belongs to: a district, an area, a call; and since when."""

    name: str
    since: datetime
    topic: Topic


def news_of(user_id: int, since: datetime, until: datetime) -> list[Item]:
    """Return what is new in a half-open period (since, until], each thing once; nothing from before its follow."""
    follows: dict[tuple[str, str], datetime] = {
        (row.kind, row.key): max(since, row.created_at) for row in followed_by(user_id)
    }
    if not follows:
        return []
    places = _places(follows)
    told = [*_begun(places, until), *_published(places, user_id, until)]
    return [*told, *_spoken(follows, user_id, until), *_answered(follows, until)]


def _places(follows: dict[tuple[str, str], datetime]) -> list[tuple["Campaign", list[Place]]]:
    """Return the campaigns of what is followed; who follows a campaign itself hears of it at once."""
    names = {each.name.casefold(): each.slug for each in districts.list_names()}
    found = []
    for campaign in campaigns.list_public_campaigns():
        slug = names.get(campaign.district.casefold(), "")
        reasons = (
            (FollowKind.DISTRICT, slug, campaign.district, Topic.NEIGHBOURHOOD),
            (FollowKind.AREA, campaign.area, campaign.area, Topic.NEIGHBOURHOOD),
            (FollowKind.CALL, str(campaign.call_id), campaign.call.title, Topic.CAMPAIGNS),
        )
        places = [
            Place(name, follows[kind, key], topic) for kind, key, name, topic in reasons if (kind, key) in follows
        ]
        if places and (FollowKind.CAMPAIGN, str(campaign.pk)) not in follows:
            found.append((campaign, places))
    return found


def _begun(places: list[tuple["Campaign", list[Place]]], until: datetime) -> Iterator[Item]:
    for campaign, among in places:
        opens_at = campaign.opens_at
        place = next((each for each in among if opens_at and each.since < opens_at <= until), None)
        if place is not None:
            yield _item("begun", campaign, f"/campagne/{campaign.slug}/", place.topic, detail=place.name)


def _published(places: list[tuple["Campaign", list[Place]]], user_id: int, until: datetime) -> Iterator[Item]:
    """Yield the news of campaigns for everyone; who gave to one has had them as a donor."""
    among_of = {campaign.pk: among for campaign, among in places}
    since = min((place.since for among in among_of.values() for place in among), default=until)
    updates = latest.list_between(among_of, since, until)
    given = payee.given_to({each.campaign_id for each in updates}, people.verified_addresses(user_id))
    for update in updates:
        place = next((each for each in among_of[update.campaign_id] if each.since < update.published_at), None)
        if place is not None and update.campaign_id not in given:
            path = f"/campagne/{update.campaign.slug}/#aggiornamento-{update.pk}"
            item = _item("published", update.campaign, path, place.topic, detail=update.title)
            said = for_message(title=(update.campaign.translations, "title"), detail=(update.translations, "title"))
            yield replace(item, translations=said)


def _spoken(follows: dict[tuple[str, str], datetime], user_id: int, until: datetime) -> Iterator[Item]:
    followed = {key: since for (kind, key), since in follows.items() if kind == FollowKind.DISTRICT}
    names = {each.slug: each.name for each in districts.list_names()}
    latest = texts.latest_of_others(followed, user_id, until)
    for key, since in followed.items():
        if key in names and key in latest and latest[key] > since:
            path = f"/quartieri/{key}/#commenti"
            yield Item(kind="spoken", title=names[key], detail="", path=path, topic=Topic.NEIGHBOURHOOD)


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
    said = for_message(title=(campaign.translations, "title"))
    return Item(kind=kind, title=campaign.title, detail=detail, path=path, topic=topic, translations=said)
