"""Campaigns of the projection as the card component wants them."""

from typing import Any

from django.utils.translation import gettext

from apps.campaigns.states import CampaignState
from apps.pictures import rules as pictures
from apps.showcase.models import ShowcaseCampaign


def card(campaign: ShowcaseCampaign) -> dict[str, Any]:
    """Return a campaign for `components/card.html`; amounts in cents."""
    is_over = campaign.state == CampaignState.NOT_FUNDED
    return {
        "id": campaign.pk,
        "title": campaign.told_title,
        "path": campaign.url,
        "summary": campaign.told_summary,
        "area": campaign.area,
        "cover": pictures.shown(campaign.cover, f"/immagini/{campaign.schema_name}", campaign.translations),
        "key": f"{campaign.schema_name}{campaign.campaign_id}",
        "state": campaign.state,
        "state_label": gettext(campaign.state_label),
        "city": campaign.city_name,
        "raised_cents": campaign.gathered_cents if is_over else campaign.raised_cents,
        "threshold_cents": campaign.threshold_cents,
        "match_cents": campaign.match_cents,
        "cost_cents": campaign.cost_cents,
        "gifts": campaign.gifts,
        "closes_at": campaign.closes_at,
        "is_featured": campaign.featured_at is not None,
        "featured_at": campaign.featured_at,
        "featured_by": campaign.featured_by,
        "updated_at": campaign.updated_at,
    }
