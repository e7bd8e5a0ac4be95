"""The state of a campaign in the few words of a badge: Italian where it is kept, the reader's where it is read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from apps.campaigns.states import CampaignState

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

REACHED, WAITING = "reached", "waiting"
_WORDS: dict[str, str] = {
    CampaignState.DRAFT: _("Bozza"),
    CampaignState.OPEN: _("Raccolta aperta"),
    REACHED: _("Soglia raggiunta"),
    WAITING: _("In attesa della dotazione"),
    CampaignState.OUTCOME_PENDING: _("In attesa dell'esito"),
    CampaignState.FUNDED: _("Finanziata"),
    CampaignState.NOT_FUNDED: _("Non finanziata"),
    CampaignState.CANCELLED: _("Annullata"),
}


@dataclass(frozen=True)
class Badge:
    """What a badge says; `state` is the code that gives its tone, `words` are Italian."""

    state: str
    words: str

    @property
    def label(self) -> str:
        """The words in the language of the page."""
        return gettext(self.words)


def badge_of(campaign: "Campaign", *, is_waiting: bool) -> Badge:
    """Return the badge of a campaign: its state, and while it is open whether the threshold is reached.

    Once it is, `is_waiting` tells whether it waits for money of the pool; until then people are asked for theirs.
    """
    state = str(campaign.state)
    if state == CampaignState.OPEN and campaign.threshold_reached_at is not None:
        state = WAITING if is_waiting else REACHED
    if state == CampaignState.NOT_FUNDED and campaign.refunds_completed_at is not None:
        return Badge(state, _("Non finanziata, rimborsi inviati"))
    return Badge(state, _WORDS[state])


def state_label(state: str) -> str:
    """Return the words for a bare state in the language of the page."""
    return gettext(_WORDS[state])
