"""The state of a campaign in the few Italian words of a badge."""

from apps.campaigns.states import CampaignState

_BY_STATE: dict[str, str] = {
    CampaignState.DRAFT: "Bozza",
    CampaignState.OPEN: "Raccolta aperta",
    CampaignState.OUTCOME_PENDING: "In attesa dell'esito",
    CampaignState.FUNDED: "Finanziata",
    CampaignState.NOT_FUNDED: "Non finanziata",
    CampaignState.CANCELLED: "Annullata",
}


def state_label(state: str, *, reached: bool, waiting: bool, refunded: bool) -> str:
    """Return the words for a state, given whether the threshold is reached, the pool waited for, the money returned."""
    if state == CampaignState.OPEN and waiting:
        return "In attesa della dotazione"
    if state == CampaignState.OPEN and reached:
        return "Soglia raggiunta"
    if state == CampaignState.NOT_FUNDED and refunded:
        return "Non finanziata, rimborsi inviati"
    return _BY_STATE[state]
