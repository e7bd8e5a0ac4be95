"""When a campaign may open and when it takes gifts."""

from datetime import datetime

from apps.campaigns.states import CampaignState
from apps.kernel.periods import Period


def accepts_donations(state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> bool:
    """Tell whether a gift may begin at this instant; the deadline itself is the first instant not accepted."""
    if state != CampaignState.OPEN or opens_at is None or closes_at is None:
        return False
    return Period(opens_at, closes_at).contains(now)


def why_cannot_open(
    *,
    can_charge: bool,
    opens_at: datetime,
    closes_at: datetime,
    cost_cents: int,
    max_cost_cents: int | None,
) -> list[str]:
    """Return, in Italian, everything that keeps a campaign from opening; empty when it may."""
    reasons = []
    if not can_charge:
        reasons.append("Il conto del beneficiario non può ancora ricevere pagamenti.")
    if closes_at <= opens_at:
        reasons.append("La scadenza deve venire dopo l'apertura.")
    if max_cost_cents is not None and cost_cents > max_cost_cents:
        reasons.append("Il costo supera il massimo ammesso dal bando.")
    return reasons
