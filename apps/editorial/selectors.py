"""Reads of campaigns' content: what is public, also in the campaign's own query, and what is being written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from apps.campaigns import selectors as campaigns
from apps.editorial.models import ContentVersion, Correction, Draft, Update
from apps.editorial.rules.content import Content, Section, Shown
from apps.editorial.rules.reading import read
from apps.editorial.states import Audience
from apps.kernel.errors import DomainError
from apps.kernel.texts import TitleAndText, Translations

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

MOST_UPDATES = 50
_CORRECTION = ("id", "update_id", "subject", "language", "before", "after", "reason", "corrected_at")
_UPDATE = (
    "id",
    "title",
    "text",
    "translations",
    "pictures",
    "audience",
    "published_at",
    "withdrawn_at",
    "withdrawn_reason",
)


class UpdateNotFound(DomainError):
    """The campaign has no such news."""

    code = "update_not_found"
    status = 404


@dataclass(frozen=True, kw_only=True)
class Corrected:
    """A correction as anyone reads it."""

    id: int
    update_id: int | None
    subject: str
    language: str
    before: str
    after: str
    reason: str
    corrected_at: datetime


@dataclass(frozen=True, kw_only=True)
class News(TitleAndText):
    """One piece of news with its corrections, the latest last."""

    id: int
    title: str
    text: str
    translations: Translations
    pictures: tuple[Shown, ...]
    audience: Audience
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str
    corrections: tuple[Corrected, ...] = ()

    @property
    def is_for_donors(self) -> bool:
        """Whether only donors read it."""
        return self.audience is Audience.DONORS


@dataclass(frozen=True)
class Published:
    """Everything that a campaign's page tells beside its figures; newest news and corrections first."""

    content: Content
    updates: tuple[News, ...]
    corrections: tuple[Corrected, ...]


def with_content(found: QuerySet[Any]) -> QuerySet[Any]:
    """Add to campaigns, in their own query, what is published of them: read it with `published_of`."""
    versions = ContentVersion.objects.filter(campaign_id=OuterRef("pk")).order_by("-number")
    return found.annotate(
        content_document=Subquery(versions.values("document")[:1]),
        content_updates=ArraySubquery(_updates().filter(campaign_id=OuterRef("pk")).values(line=_json(_UPDATE))),
        content_corrections=ArraySubquery(
            Correction.objects.filter(campaign_id=OuterRef("pk"))
            .order_by("-corrected_at", "-pk")
            .values(line=_json(_CORRECTION))
        ),
    )


def published_of(campaign: Any) -> Published:
    """Return what is published of a campaign that was read `with_content`."""
    document = campaign.content_document
    content = initial(campaign) if document is None else Content.from_document(document)
    corrections = tuple(_corrected(line) for line in campaign.content_corrections)
    updates = tuple(_news(line, corrections) for line in campaign.content_updates[:MOST_UPDATES])
    return Published(content, updates, tuple(each for each in corrections if each.update_id is None))


def has_news_for_donors(campaign: Any) -> bool:
    """Tell whether a campaign that was read `with_content` has news that only donors read."""
    return any(line["audience"] == Audience.DONORS for line in campaign.content_updates)


def published(campaign_id: int) -> Content:
    """Return the published content of a campaign; one that was never edited tells its title, summary and story."""
    version = latest_version(campaign_id)
    if version is None:
        return initial(campaigns.get_campaign(campaign_id))
    return Content.from_document(version.document)


def latest_version(campaign_id: int) -> ContentVersion | None:
    """Return the version that people read, or None before the first."""
    return ContentVersion.objects.filter(campaign_id=campaign_id).order_by("-number").first()


def list_versions(campaign_id: int) -> list[ContentVersion]:
    """Return the published versions of a campaign's content, newest first, without their documents."""
    return list(ContentVersion.objects.filter(campaign_id=campaign_id).defer("document").order_by("-number"))


def draft(campaign_id: int) -> Content:
    """Return what is being written for a campaign: what is published, until somebody changes it."""
    found = Draft.objects.filter(campaign_id=campaign_id).first()
    return published(campaign_id) if found is None else Content.from_document(found.document)


def initial(campaign: "Campaign") -> Content:
    """Return the content of a campaign that has only the texts of its proposal."""
    sections = (Section(text=campaign.story),) if campaign.story.strip() else ()
    return Content(title=campaign.title, summary=campaign.summary, sections=sections)


def last_change(campaign_id: int) -> tuple[str, datetime] | None:
    """Return who changed the draft of a campaign last and when, or None."""
    return Draft.objects.filter(campaign_id=campaign_id).values_list("changed_by", "changed_at").first()


def list_updates(campaign_id: int) -> list[Update]:
    """Return the news of a campaign, newest first, withdrawn ones too."""
    return list(_updates().filter(campaign_id=campaign_id))


def list_public_updates(campaign_id: int) -> list[Update]:
    """Return the news of a campaign that everyone may read, newest first."""
    return list(_updates().filter(campaign_id=campaign_id, audience=Audience.EVERYONE, withdrawn_at__isnull=True))


def list_latest(campaign_ids: Sequence[int], limit: int) -> list[Update]:
    """Return the latest news of some campaigns that everyone may read, with their campaigns, newest first."""
    public = _updates().filter(campaign_id__in=campaign_ids, audience=Audience.EVERYONE, withdrawn_at__isnull=True)
    return list(public.select_related("campaign")[:limit])


def find_update(campaign_id: int, update_id: int) -> Update:
    """Return one piece of news of a campaign; raises UpdateNotFound."""
    found = Update.objects.filter(pk=update_id, campaign_id=campaign_id).first()
    if found is None:
        raise UpdateNotFound(_("Questo aggiornamento non esiste."))
    return found


def get_update(update_id: int) -> Update:
    """Return one piece of news with its campaign; raises Update.DoesNotExist."""
    return Update.objects.select_related("campaign").get(pk=update_id)


def _updates() -> QuerySet[Update]:
    return Update.objects.order_by("-published_at", "-pk")


def _json(names: tuple[str, ...]) -> JSONObject:
    return JSONObject(**{name: name for name in names})


def _corrected(line: dict[str, Any]) -> Corrected:
    return Corrected(**{**line, "corrected_at": datetime.fromisoformat(line["corrected_at"])})


def _news(line: dict[str, Any], corrections: tuple[Corrected, ...]) -> News:
    withdrawn_at = line["withdrawn_at"]
    return News(
        **{
            **line,
            "pictures": tuple(read(Shown, each) for each in line["pictures"]),
            "audience": Audience(line["audience"]),
            "published_at": datetime.fromisoformat(line["published_at"]),
            "withdrawn_at": datetime.fromisoformat(withdrawn_at) if withdrawn_at else None,
        },
        corrections=tuple(each for each in corrections if each.update_id == line["id"]),
    )
