"""The life of a campaign for `components/timeline.html`, from its proposal to its end."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from apps.campaigns.states import SETTLED, CampaignState
from apps.kernel.periods import last_moment

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True)
class Step:
    """An instant of the line; `state` is done, now or next."""

    title: str
    when: datetime | None
    state: str
    text: str = ""


def steps(campaign: "Campaign", now: datetime) -> list[Step]:
    """Return what happened to a campaign and what is still to come, in order."""
    found = [Step(_("Proposta del progetto"), campaign.created_at, "done")]
    if campaign.opens_at is not None:
        found.append(Step(_("Apertura della raccolta"), campaign.opens_at, "done"))
    if campaign.threshold_reached_at is not None:
        found.append(Step(_("Soglia raggiunta"), campaign.threshold_reached_at, "done"))
    if campaign.state != CampaignState.CANCELLED:
        found.append(_end(campaign, now))
    found.append(_outcome(campaign))
    if campaign.refunds_completed_at is not None:
        found.append(Step(_("Rimborsi completati"), campaign.refunds_completed_at, "done"))
    return found


def _end(campaign: "Campaign", now: datetime) -> Step:
    title, closes_at = _("Fine della raccolta"), campaign.closes_at
    last = last_moment(closes_at) if closes_at else None
    if closes_at is not None and closes_at <= now:
        return Step(title, last, "done")
    state = "now" if campaign.state == CampaignState.OPEN else "next"
    return Step(title, last, state, _("Fino ad allora si può donare."))


def _outcome(campaign: "Campaign") -> Step:
    if campaign.state not in SETTLED:
        return Step(_("Esito"), None, "now" if campaign.state == CampaignState.OUTCOME_PENDING else "next")
    titles = {
        CampaignState.FUNDED: _("Finanziata"),
        CampaignState.NOT_FUNDED: _("Non finanziata"),
        CampaignState.CANCELLED: _("Annullata"),
    }
    return Step(titles[CampaignState(campaign.state)], campaign.settled_at, "done", _why(campaign))


def _why(campaign: "Campaign") -> str:
    reason = campaign.cancelled_reason
    return _("Motivo: %(reason)s.") % {"reason": reason.rstrip(".")} if reason else ""
