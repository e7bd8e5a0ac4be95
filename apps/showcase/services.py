"""Writes of the projection and of the editorial choices."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.labels import badge_of
from apps.kernel.errors import DomainError
from apps.matching import selectors as matching
from apps.showcase.models import EditorialEvent, ShowcaseCampaign
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.registry.schema import current_schema

REPAIR_EVERY = timedelta(days=1)


class NotPublished(DomainError):
    """No such campaign stands in the showcase."""

    code = "not_published"
    status = 404


def refresh_campaign(*, key: str, now: datetime) -> None:
    """Take a new look at campaign `key` of the current city and write what it has published of it; safe to repeat.

    The campaign is locked first: of two looks at the same time, the later one writes the newer figures.
    """
    campaign_id, schema_name = int(key), current_schema()
    with transaction.atomic():
        campaigns.lock_campaign(campaign_id)
        campaign = campaigns.get_campaign(campaign_id)
        figures = matching.figures_of(campaign)
        tenant, badge = registry.current_tenant(), badge_of(campaign, is_waiting=figures.is_waiting)
        values = {
            "city_name": tenant.name,
            "url": f"{registry.portal_origin()}/campagne/{campaign.slug}/",
            "title": campaign.title,
            "summary": campaign.summary,
            "translations": campaign.translations,
            "area": campaign.area,
            "cover": campaign.cover,
            "beneficiary_name": campaign.beneficiary.name,
            "state": badge.state,
            "state_label": badge.words,
            "cost_cents": campaign.cost_cents,
            "threshold_cents": figures.threshold_cents,
            "raised_cents": figures.raised_cents,
            "gathered_cents": figures.gathered_cents,
            "match_cents": figures.match_cents,
            "gifts": figures.gifts,
            "closes_at": campaign.closes_at,
            "is_demo": campaign.is_demo,
            "updated_at": now,
        }
        ShowcaseCampaign.objects.update_or_create(schema_name=schema_name, campaign_id=campaign_id, defaults=values)


def repair_city(*, key: str, now: datetime) -> None:
    """Owe a new look at every published campaign of the current city, and the same again tomorrow."""
    for campaign in campaigns.list_public_campaigns():
        campaign_services.announce_change(campaign_id=campaign.pk, now=now)
    registry_services.put_on_agenda(kind="showcase.repair", key=key, due_at=now + REPAIR_EVERY, now=now)


@transaction.atomic
def feature(*, showcase_id: int, actor: str, now: datetime) -> None:
    """Put a campaign on the national home page; raises NotPublished."""
    campaign = _locked(showcase_id)
    campaign.featured_at, campaign.featured_by = now, actor
    campaign.save(update_fields=["featured_at", "featured_by"])
    EditorialEvent.objects.create(campaign=campaign, actor=actor, verb="feature", at=now)


@transaction.atomic
def unfeature(*, showcase_id: int, actor: str, now: datetime) -> None:
    """Take a campaign off the national home page; raises NotPublished."""
    campaign = _locked(showcase_id)
    campaign.featured_at, campaign.featured_by = None, ""
    campaign.save(update_fields=["featured_at", "featured_by"])
    EditorialEvent.objects.create(campaign=campaign, actor=actor, verb="unfeature", at=now)


def _locked(showcase_id: int) -> ShowcaseCampaign:
    campaign = ShowcaseCampaign.objects.select_for_update(no_key=True).filter(pk=showcase_id).first()
    if campaign is None:
        raise NotPublished(_("Questa campagna non è pubblicata."))
    return campaign
