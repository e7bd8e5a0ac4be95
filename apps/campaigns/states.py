"""The life of a campaign."""

from enum import StrEnum


class CampaignState(StrEnum):
    """`outcome_pending`: no more gifts, some payments begun before the deadline are not settled yet.

    `cancelled`: stopped for cause before its outcome; every gift goes back.
    """

    DRAFT = "draft"
    OPEN = "open"
    OUTCOME_PENDING = "outcome_pending"
    FUNDED = "funded"
    NOT_FUNDED = "not_funded"
    CANCELLED = "cancelled"


TRANSITIONS: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.OPEN}),
    CampaignState.OPEN: frozenset({CampaignState.OUTCOME_PENDING, CampaignState.CANCELLED}),
    CampaignState.OUTCOME_PENDING: frozenset({CampaignState.FUNDED, CampaignState.NOT_FUNDED, CampaignState.CANCELLED}),
}

PUBLIC = frozenset(CampaignState) - {CampaignState.DRAFT}
SETTLED = frozenset({CampaignState.FUNDED, CampaignState.NOT_FUNDED, CampaignState.CANCELLED})
