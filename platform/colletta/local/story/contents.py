"""What the demo's campaigns tell: budget, team and a drawn picture all of them; one of each city everything else too.

Every step looks first at what is there, so that telling the story again changes nothing.
"""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst
import yaml
from django_tenants.utils import schema_context

from apps.campaigns import selectors as campaigns
from apps.campaigns.rewards import RewardText
from apps.donations import services as donations
from apps.editorial import selectors as editorial
from apps.editorial import services
from apps.editorial.rules.content import BudgetLine, Content, Document, Member, Shown, Video
from apps.editorial.rules.parts import PARTS, digest
from apps.editorial.services import NewsText
from apps.editorial.states import Audience
from apps.kernel.money import split_largest_remainder
from apps.people import selectors as people
from apps.people import services as people_services
from apps.pictures import services as pictures
from colletta.local.story import plan, translations
from colletta.local.story.beginnings import ACTOR
from colletta.local.story.drawings import draw
from colletta.local.story.events import schema_of
from colletta.local.story.plan import CityPlan

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

_FILE = Path(__file__).parent / "data" / "contents.yaml"
SECOND_DAY = timedelta(days=1)


@cache
def told() -> dict[str, Any]:
    """Return what the campaigns tell."""
    return dict(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def tell(cities: tuple[CityPlan, ...], now: datetime) -> int:
    """Publish the content of every campaign that has none, and return how many they were."""
    count = 0
    for city in cities:
        with schema_context(schema_of(city)):
            found = campaigns.list_public_campaigns()
            rich = next((each for each in found if translations.are_whole(each.slug)), None)
            for number, campaign in enumerate(found):
                if editorial.latest_version(campaign.pk) is None:
                    _publish(city, campaign, number, is_rich=campaign == rich)
                    count += 1
            if rich is not None:
                _tell_more(city, rich, now)
    return count


def _publish(city: CityPlan, campaign: "Campaign", number: int, *, is_rich: bool) -> None:
    at = campaign.opens_at or campaign.created_at
    scenes = list(told()["pictures"])
    shown = scenes if is_rich else [scenes[number % len(scenes)]]
    album = tuple(_picture(city, scene, number, at) for scene in shown)
    before = editorial.draft(campaign.pk)
    after = Content(
        title=before.title,
        summary=before.summary,
        sections=before.sections,
        pictures=album,
        budget=_budget(campaign.cost_cents, 0),
        team=tuple(Member(**row) for row in told()["team"]),
        partners=tuple(Member(**row) for row in told()["partners"]),
        video=Video(url=told()["video"], picture=album[-1].key) if is_rich else None,
        documents=(_document(campaign, at),) if is_rich else (),
    )
    after = replace(after, translations=translations.of_content(campaign.slug, after))
    _save(campaign, after, at)
    services.publish(campaign_id=campaign.pk, reason="", actor=ACTOR, now=at)


def _tell_more(city: CityPlan, campaign: "Campaign", now: datetime) -> None:
    if editorial.list_updates(campaign.pk):
        return
    for position, row in enumerate(told()["rewards"]):
        text = RewardText(
            title=row["title"],
            text=row["text"],
            minimum_cents=row["minimum_euro"] * 100,
            value_cents=row["value_euro"] * 100,
            quantity=row.get("quantity"),
            position=position,
            translations=translations.of_row(title=row["title"], text=row["text"]),
        )
        donations.save_reward(
            campaign_id=campaign.pk, reward_id=None, text=text, reason="", actor=ACTOR, now=campaign.opens_at or now
        )
    _correct(campaign, now)
    album = dict(zip(told()["pictures"], editorial.published(campaign.pk).pictures, strict=False))
    for row in told()["updates"]:
        shown = (album[row["picture"]],) if "picture" in row else ()
        services.publish_update(
            campaign_id=campaign.pk,
            news=NewsText(row["title"], row["text"], shown, translations.of_row(title=row["title"], text=row["text"])),
            audience=Audience(row.get("audience", "everyone")),
            actor=ACTOR,
            now=now - timedelta(days=row["day"]),
        )
    _employ(city, campaign, now)


def _correct(campaign: "Campaign", now: datetime) -> None:
    before, correction = editorial.draft(campaign.pk), told()["correction"]
    budget = _budget(campaign.cost_cents, correction["moved_share"])
    _save(campaign, Content.from_document({**before.to_document(), "budget": [vars(line) for line in budget]}), now)
    services.publish(
        campaign_id=campaign.pk,
        reason=correction["reason"],
        actor=ACTOR,
        now=max(now - SECOND_DAY, campaign.created_at),
    )


def _employ(city: CityPlan, campaign: "Campaign", now: datetime) -> None:
    """Give the city an account that acts for the campaign's proponent."""
    row = told()["proponent"]
    email = row["email"].format(city=city.slug)
    user = next((user for user in people.list_users() if user.email == email), None)
    if user is None:
        password = plan.people()["password"]
        user = people_services.create_user(
            email=email, name=row["name"], password=password, roles=[], is_demo=True, now=now, actor=ACTOR
        )
    people_services.add_member(user_id=user.pk, organisation_id=campaign.proponent_id, actor=ACTOR, now=now)


def _save(campaign: "Campaign", content: Content, at: datetime) -> None:
    document = content.to_document()
    for part, names in PARTS.items():
        seen = digest(editorial.draft(campaign.pk), part)
        values = {name: document[name] for name in names}
        services.save_part(campaign_id=campaign.pk, part=part, values=values, seen=seen, actor=ACTOR, now=at)


def _budget(cost_cents: int, moved: int) -> tuple[BudgetLine, ...]:
    rows = told()["budget"]
    shares = [row["share"] for row in rows]
    shares[0], shares[1] = shares[0] - moved, shares[1] + moved
    parts = split_largest_remainder(cost_cents, shares)
    return tuple(
        BudgetLine(label=row["label"], cents=cents, note=row["note"]) for row, cents in zip(rows, parts, strict=True)
    )


def _picture(city: CityPlan, scene: str, number: int, at: datetime) -> Shown:
    file = io.BytesIO(draw(scene, city.primary_colour, number))
    made = pictures.add_picture(file=file, alt=told()["pictures"][scene], actor=ACTOR, now=at)
    return Shown(key=str(made.key), alt=made.alt, width=made.width, height=made.height)


def _document(campaign: "Campaign", at: datetime) -> Document:
    title = told()["document"]
    source = f'#set text(lang: "it")\n= {title}\n\nDocumento inventato per la dimostrazione della campagna.\n'
    return services.add_document(
        campaign_id=campaign.pk,
        file=io.BytesIO(typst.compile(source.encode())),
        name="preventivo.pdf",
        title=title,
        actor=ACTOR,
        now=at,
    )
