"""News of a campaign: published, corrected visibly, taken back with a reason; never rewritten in silence."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.campaigns import selectors as campaigns
from apps.editorial import selectors
from apps.editorial.models import Update
from apps.editorial.rules.content import LANGUAGES, Shown
from apps.editorial.rules.freeze import Change, translated_changes
from apps.editorial.services.publication import record_corrections
from apps.editorial.states import Audience
from apps.kernel.errors import DomainError
from apps.kernel.periods import SAID_TWICE_WITHIN
from apps.kernel.texts import ITALIAN, TitleAndText, Translations
from tenants.registry import services as registry

MOST_REASON = 400


class UpdateRefused(DomainError):
    """The news cannot be written like this; `fields` says what, per field."""

    code = "update_refused"


@dataclass(frozen=True)
class NewsText(TitleAndText):
    """What news say, also translated; the text is Markdown."""

    title: str
    text: str
    pictures: tuple[Shown, ...] = ()
    translations: Translations = field(default_factory=dict)


@transaction.atomic
def publish_update(*, campaign_id: int, news: NewsText, audience: Audience, actor: str, now: datetime) -> Update:
    """Publish news of a campaign and owe them to those who follow it, once if sent twice; raises UpdateRefused."""
    _require(news)
    campaign = campaigns.lock_campaign(campaign_id)
    said = {
        "title": news.title.strip(),
        "text": news.text.strip(),
        "translations": news.translations,
        "audience": audience,
    }
    pictures = [vars(picture) for picture in news.pictures]
    young = {"published_at__gt": now - SAID_TWICE_WITHIN, "withdrawn_at__isnull": True}
    same = Update.objects.filter(campaign=campaign, pictures=pictures, **young, **said).first()
    if same is not None:
        return same
    update = Update.objects.create(campaign=campaign, pictures=pictures, published_at=now, published_by=actor, **said)
    audit.record(actor=actor, verb="publish", object_kind="update", object_id=update.pk, now=now)
    registry.put_on_agenda(kind="update.tell", key=str(update.pk), due_at=now, now=now)
    registry.put_on_agenda(kind="update.tell_donors", key=str(update.pk), due_at=now, now=now)
    return update


@transaction.atomic
def correct_update(
    *, campaign_id: int, update_id: int, news: NewsText, reason: str, actor: str, now: datetime
) -> Update:
    """Change news that were published; what they said before stays readable. Raises UpdateRefused, UpdateNotFound."""
    _require(news)
    campaigns.lock_campaign(campaign_id)
    update = _standing(campaign_id, update_id)
    changes = _changes(update, news)
    if changes and not reason.strip():
        raise UpdateRefused(_("Scrivi perché lo correggi."), fields={"reason": _("Scrivi perché lo correggi.")})
    record_corrections(
        campaign_id=campaign_id, changes=changes, reason=reason, actor=actor, now=now, update_id=update_id
    )
    update.title, update.text, update.translations = news.title.strip(), news.text.strip(), news.translations
    update.pictures = [vars(picture) for picture in news.pictures]
    update.save(update_fields=["title", "text", "translations", "pictures"])
    audit.record(actor=actor, verb="correct", object_kind="update", object_id=update.pk, now=now)
    _refresh_search(update, now)
    return update


@transaction.atomic
def withdraw_update(*, campaign_id: int, update_id: int, reason: str, actor: str, now: datetime) -> Update:
    """Take news back; that they were there, and why they are not, stays readable. Raises UpdateRefused."""
    words = " ".join(reason.split())[:MOST_REASON]
    if not words:
        raise UpdateRefused(_("Scrivi perché lo ritiri."), fields={"reason": _("Scrivi perché lo ritiri.")})
    campaigns.lock_campaign(campaign_id)
    update = _standing(campaign_id, update_id)
    update.withdrawn_at, update.withdrawn_reason = now, words
    update.save(update_fields=["withdrawn_at", "withdrawn_reason"])
    audit.record(actor=actor, verb="withdraw", object_kind="update", object_id=update.pk, now=now)
    _refresh_search(update, now)
    return update


def _changes(update: Update, news: NewsText) -> list[Change]:
    was, now = _said(update, ITALIAN), _said(news, ITALIAN)
    changes = [Change(subject, was[subject], now[subject]) for subject in was if was[subject] != now[subject]]
    for language in LANGUAGES:
        changes += translated_changes(was, now, _said(update, language), _said(news, language), language)
    return changes


def _said(told: TitleAndText, language: str) -> dict[str, str]:
    return {_("Titolo"): told.title_in(language).strip(), _("Testo"): told.text_in(language).strip()}


def _refresh_search(update: Update, now: datetime) -> None:
    registry.put_on_agenda(kind="search.refresh", key=f"update:{update.pk}", due_at=now, now=now)


def _standing(campaign_id: int, update_id: int) -> Update:
    update = selectors.find_update(campaign_id, update_id)
    if update.withdrawn_at is not None:
        raise UpdateRefused(_("Questo aggiornamento è già stato ritirato."), fields={})
    return update


def _require(news: NewsText) -> None:
    found = {}
    if not news.title.strip():
        found["title"] = _("Scrivi un titolo.")
    if not news.text.strip():
        found["text"] = _("Scrivi il testo.")
    if found:
        raise UpdateRefused(" ".join(found.values()), fields=found)
