"""Who waits for a pool, and for how much. Cents."""

from dataclasses import dataclass
from datetime import datetime

from apps.matching.models import MatchClaim
from apps.matching.selectors.claims import list_waiting


@dataclass(frozen=True, kw_only=True)
class WaitingClaim:
    """A campaign that waits for the pool, and for how much."""

    campaign_id: int
    queued_at: datetime
    entitlement_cents: int
    missing_cents: int


def list_waiting_claims(call_id: int) -> list[WaitingClaim]:
    """Return the campaigns that wait for a pool, by the earliest place of their claims that wait."""
    by_campaign: dict[int, list[MatchClaim]] = {}
    for claim in list_waiting(call_id):
        by_campaign.setdefault(claim.campaign_id, []).append(claim)
    return [
        WaitingClaim(
            campaign_id=campaign_id,
            queued_at=claims[0].queued_at,
            entitlement_cents=sum(claim.entitlement_cents for claim in claims),
            missing_cents=sum(
                claim.entitlement_cents - claim.reserved_cents - claim.committed_cents for claim in claims
            ),
        )
        for campaign_id, claims in by_campaign.items()
    ]
