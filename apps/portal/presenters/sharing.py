"""How a campaign is passed on: its facts in the city's look, the ways to share it, its card's address."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import translation
from django.utils.translation import gettext as _

from apps.branding import selectors as branding
from apps.branding.rules.palette import shades
from apps.campaigns import rules as campaign_rules
from apps.campaigns.states import CampaignState
from apps.portal.presenters import standing as standings
from apps.portal.presenters.campaigns import card
from apps.portal.presenters.words import until
from apps.sharing.facts import Facts, Look, shield
from apps.sharing.places import Place, places

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.portal.presenters.standing import Standing


@dataclass(frozen=True)
class Share:
    """What `parts/share.html` shows."""

    address: str
    title: str
    places: list[Place]
    path: str


def share(campaign: "Campaign", address: str) -> Share:
    """Return the ways to pass on a campaign that stands at an address."""
    return Share(address, campaign.told_title, places(address, campaign.told_title), f"/campagne/{campaign.slug}/")


def facts_of(standing: "Standing", tenant: Any, address: str) -> Facts:
    """Return what cards and posters say of a campaign now, in the city's language."""
    with translation.override(tenant.language or "it"):
        return _facts(standing, tenant, address)


def card_address(facts: Facts) -> str:
    """Return the whole address of a campaign's card as it is now."""
    return f"{facts.address}card-{facts.digest}.png"


def arms_of(tenant: Any) -> str:
    """Return the city's coat of arms as an SVG, a neutral shield where it gave none."""
    own = branding.find_file(tenant.arms) if tenant.arms else None
    return bytes(own.data).decode() if own else shield(tenant.primary_colour, tenant.name[:1].upper())


def _facts(standing: "Standing", tenant: Any, address: str) -> Facts:
    campaign, figures, now = standing.campaign, standing.figures, standing.now
    shown = card(campaign, figures, now)
    takes = campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now)
    return Facts(
        language=translation.get_language() or "it",
        look=_look(tenant),
        title=campaign.told_title,
        summary=campaign.told_summary,
        place=campaign.district,
        proponent=campaign.proponent.name,
        address=address,
        state_label=shown.state_label,
        call_to_action=_("Dona %(until)s") % {"until": until(standing.closes_at)} if takes else shown.state_label,
        city_adds=standings.offer(standing) if campaign.state == CampaignState.OPEN else "",
        raised_cents=shown.raised_cents,
        threshold_cents=shown.threshold_cents,
        match_cents=shown.match_cents,
        match_label=shown.match_label,
        cost_cents=shown.cost_cents,
    )


def _look(tenant: Any) -> Look:
    named = shades(tenant.primary_colour, tenant.secondary_colour)
    return Look(
        name=_("Comune di %(name)s") % {"name": tenant.name},
        tagline=tenant.tagline,
        primary=tenant.primary_colour,
        accent=named["accent"],
        tint=named["95"],
        arms_key=tenant.arms,
    )
