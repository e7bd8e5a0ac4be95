"""The state of a campaign in the few words of a badge: Italian where it is kept, the reader's where it is read."""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from apps.campaigns.states import CampaignState

_BY_STATE: dict[str, str] = {
    CampaignState.DRAFT: _("Bozza"),
    CampaignState.OPEN: _("Raccolta aperta"),
    CampaignState.OUTCOME_PENDING: _("In attesa dell'esito"),
    CampaignState.FUNDED: _("Finanziata"),
    CampaignState.NOT_FUNDED: _("Non finanziata"),
    CampaignState.CANCELLED: _("Annullata"),
}


def state_label(state: str, *, reached: bool, waiting: bool, refunded: bool) -> str:
    """Return `state_words` in the language of the page."""
    return gettext(state_words(state, reached=reached, waiting=waiting, refunded=refunded))


def state_words(state: str, *, reached: bool, waiting: bool, refunded: bool) -> str:
    """Return the Italian words for a state.

    It depends on whether the threshold is reached, the pool waited for, the money returned.
    """
    if state == CampaignState.OPEN and waiting:
        return _("In attesa della dotazione")
    if state == CampaignState.OPEN and reached:
        return _("Soglia raggiunta")
    if state == CampaignState.NOT_FUNDED and refunded:
        return _("Non finanziata, rimborsi inviati")
    return _BY_STATE[state]
