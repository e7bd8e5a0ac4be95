"""What the pages of the desk say: plain values for the templates."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.campaigns.labels import badge_of
from apps.campaigns.states import PUBLIC, CampaignState
from apps.editorial.rules import languages
from apps.editorial.rules.checks import Item
from apps.editorial.rules.content import LANGUAGES, Content
from apps.matching.selectors import CampaignFigures

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

MENU = [
    ("texts", gettext_lazy("Testi")),
    ("pictures", gettext_lazy("Immagini e video")),
    ("budget", gettext_lazy("Bilancio")),
    ("rewards", gettext_lazy("Ricompense")),
    ("people", gettext_lazy("Squadra e partner")),
    ("documents", gettext_lazy("Documenti")),
    ("translations", gettext_lazy("Traduzioni")),
    ("preview", gettext_lazy("Anteprima")),
    ("publish", gettext_lazy("Pubblica")),
    ("updates", gettext_lazy("Aggiornamenti")),
    ("questions", gettext_lazy("Domande")),
    ("donors", gettext_lazy("Donatori")),
]


@dataclass(frozen=True, kw_only=True)
class Row:
    """A campaign in the list of who edits it."""

    pk: int
    title: str
    path: str
    body: str
    state: str
    state_label: str
    closes_at: datetime | None
    is_open: bool
    cost_cents: int
    figures: CampaignFigures | None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How many of a content's texts are said in a language, and how many said an Italian that has changed since."""

    code: str
    label: str
    done: int
    outdated: int
    is_offered: bool


@dataclass(frozen=True)
class Task:
    """A line of the checklist, with the page where it is done."""

    text: str
    is_done: bool
    is_required: bool
    path: str


@dataclass(frozen=True)
class MenuLine:
    """A page of a campaign's desk."""

    name: str
    label: str
    path: str


def progress(content: Content, language: str) -> Progress:
    """Return how much of a content is translated into a language."""
    words = languages.Words(content, language)
    return Progress(
        code=language,
        label=_(LANGUAGES[language]),
        done=sum(words.of(place.italian).lang == language for place in languages.places(content)),
        outdated=len(languages.outdated(content, language)),
        is_offered=language in settings.OFFERED_LANGUAGES,
    )


def row(campaign: "Campaign", figures: CampaignFigures | None, now: datetime) -> Row:
    """Return a campaign for a list; a draft has no figures."""
    badge = badge_of(campaign, is_waiting=figures is not None and figures.is_waiting)
    return Row(
        pk=campaign.pk,
        title=campaign.title,
        path=reverse("proponents:desk", args=[campaign.pk]),
        body=campaign.proponent.name,
        state=badge.state,
        state_label=badge.label,
        closes_at=campaign.closes_at,
        is_open=campaign.state == CampaignState.OPEN and campaign.closes_at is not None and now < campaign.closes_at,
        cost_cents=campaign.cost_cents,
        figures=figures,
    )


def checklist(items: list[Item], campaign_id: int) -> list[Task]:
    """Return the checklist, what is missing and required first."""
    ordered = sorted(items, key=lambda item: (item.is_done, not item.is_required))
    return [Task(item.text, item.is_done, item.is_required, _path(item.part, campaign_id)) for item in ordered]


def frame(campaign: "Campaign", page: str = "") -> dict[str, Any]:
    """Return what every page of a campaign's desk shows around itself; `page` is one of the menu's names."""
    desk = reverse("proponents:desk", args=[campaign.pk])
    labels = dict(MENU)
    crumbs: list[dict[str, Any]] = [{"label": _("Le mie campagne"), "path": reverse("proponents:list")}]
    crumbs.append({"written": True, "label": campaign.title, "path": desk})
    if page:
        crumbs.append({"label": str(labels[page])})
    return {
        "campaign": campaign,
        "is_public": campaign.state in PUBLIC,
        "menu": [MenuLine(name, str(label), _path(name, campaign.pk)) for name, label in MENU],
        "page_name": page,
        "page_label": str(labels[page]) if page else "",
        "crumbs": crumbs,
    }


def _path(name: str, campaign_id: int) -> str:
    if name == "preview":
        return f"/campagne/{campaign_id}/anteprima/"
    return reverse(f"proponents:{name}", args=[campaign_id])
