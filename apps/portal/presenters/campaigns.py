"""Campaigns for lists and for their own page. Amounts in cents."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.campaigns import rules as campaign_rules
from apps.campaigns import selectors as campaigns
from apps.campaigns.labels import badge_of
from apps.campaigns.states import CampaignState
from apps.matching import wording
from apps.matching.selectors import CampaignFigures
from apps.matching.wording import Giver
from apps.pictures.rules import PictureView
from apps.portal.presenters import standing as standings
from apps.portal.presenters.icons import icon_of
from apps.portal.presenters.standing import Notice, Standing
from apps.portal.presenters.words import gifts, last_day, time_left, until

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.people.models import Organisation


@dataclass(frozen=True, kw_only=True)
class Card:
    """A campaign for `components/card.html`."""

    title: str
    path: str
    summary: str
    place: str
    area: str
    icon: str
    key: str
    cover: PictureView | None
    state: str
    state_label: str
    ends: str
    raised_cents: int
    promised_cents: int
    threshold_cents: int
    match_cents: int
    match_label: str
    cost_cents: int


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation as anyone may see it."""

    name: str
    kind: str
    tax_code: str
    is_demo: bool


@dataclass(frozen=True, kw_only=True)
class Headline:
    """The main figure of a campaign's first screen and what it is."""

    cents: int
    label: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CampaignPage:
    """What the page of a campaign says beside the texts of the campaign itself."""

    card: Card
    headline: Headline
    notice: Notice
    city_adds: str
    offer: str
    gap: str
    short_pool: str
    deadline: str
    time_left: str
    gifts: str
    takes_gifts: bool
    proponent: Body
    beneficiary: Body


def card(campaign: "Campaign", figures: CampaignFigures, now: datetime) -> Card:
    """Return a campaign for a list; a failed one shows what was once collected."""
    is_over, giver = campaign.state == CampaignState.NOT_FUNDED, wording.giver(figures.pool_owner)
    badge = badge_of(campaign, is_waiting=figures.is_waiting)
    return Card(
        title=campaign.told_title,
        path=f"/campagne/{campaign.slug}/",
        summary=campaign.told_summary,
        place=campaign.district,
        area=campaign.area[:1].upper() + campaign.area[1:],
        icon=icon_of(campaign.area + campaign.summary),
        key=campaign.slug,
        cover=campaign.told_cover,
        state=badge.state,
        state_label=badge.label,
        ends=_ends(campaign, now),
        raised_cents=figures.gathered_cents if is_over else figures.raised_cents,
        promised_cents=figures.promised_cents,
        threshold_cents=figures.threshold_cents,
        match_cents=figures.match_cents,
        match_label=_match_label(giver, is_committed=bool(figures.committed_cents)),
        cost_cents=figures.cost_cents,
    )


def page(standing: Standing) -> CampaignPage:
    """Return the page of a campaign that is not a draft."""
    campaign, now = standing.campaign, standing.now
    is_open = campaign.state == CampaignState.OPEN
    return CampaignPage(
        card=card(campaign, standing.figures, now),
        headline=_headline(standing),
        notice=standings.notice(standing),
        city_adds=standings.what_the_city_adds(standing),
        offer=standings.offer(standing) if is_open else "",
        gap=standings.gap(standing) if is_open else "",
        short_pool=standings.short_pool(standing) if is_open else "",
        deadline=until(standing.closes_at),
        time_left=time_left(standing.closes_at, now),
        gifts=gifts(standing.figures.gifts),
        takes_gifts=campaign_rules.accepts_donations(campaign.state, campaign.opens_at, campaign.closes_at, now),
        proponent=body(campaign.proponent),
        beneficiary=body(campaign.beneficiary),
    )


def body(organisation: "Organisation") -> Body:
    """Return an organisation for a page."""
    return Body(
        name=organisation.name,
        kind=organisation.get_kind_display(),
        tax_code=organisation.tax_code,
        is_demo=organisation.is_demo,
    )


def _ends(campaign: "Campaign", now: datetime) -> str:
    closes_at = campaigns.opened(campaign).closes_at
    if campaign.state == CampaignState.OPEN:
        return time_left(closes_at, now)
    return _("Chiusa il %(day)s") % {"day": last_day(closes_at)}


def _match_label(giver: Giver, *, is_committed: bool) -> str:
    if is_committed:
        return _("%(opening)s aggiunge") % {"opening": giver.opening}
    return _("Messi da parte %(by)s") % {"by": giver.by}


def _headline(standing: Standing) -> Headline:
    figures = standing.figures
    if standing.campaign.state != CampaignState.OPEN:
        is_over = standing.campaign.state == CampaignState.NOT_FUNDED
        cents = figures.gathered_cents if is_over else figures.raised_cents
        return Headline(
            cents=cents, label=_("donati dai cittadini"), note=_("con %(gifts)s") % {"gifts": gifts(figures.gifts)}
        )
    if figures.missing_to_threshold_cents:
        note = _("per arrivare alla soglia")
        if figures.promised_cents:
            note = _("per arrivare alla soglia, contando le promesse")
        return Headline(cents=standing.unpromised_cents, label=_("mancano dai cittadini"), note=note)
    if figures.missing_to_goal_cents:
        label, note = _("mancano dai cittadini"), _("per coprire tutto il costo")
        return Headline(cents=figures.missing_to_goal_cents, label=label, note=note)
    return Headline(cents=figures.raised_cents, label=_("donati dai cittadini"), note=_("la loro parte è completa"))
