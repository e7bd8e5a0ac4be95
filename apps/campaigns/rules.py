"""When a campaign may open and when it takes gifts."""

from datetime import datetime, timedelta

from apps.calls.rules import admission
from apps.calls.rules.terms import MatchTerms
from apps.campaigns.states import CampaignState
from apps.kernel.periods import Period


def accepts_donations(state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> bool:
    """Tell whether a gift may begin at this instant; the deadline itself is the first instant not accepted."""
    if state != CampaignState.OPEN or opens_at is None or closes_at is None:
        return False
    return Period(opens_at, closes_at).contains(now)


def why_cannot_open(
    *, terms: MatchTerms, can_charge: bool, opens_at: datetime, closes_at: datetime, cost_cents: int, opened_before: int
) -> list[str]:
    """Return, in Italian, everything that keeps a campaign from opening; empty when it may.

    `opened_before` is how many campaigns of the call have opened. A day of the rules is 24 hours, and one more hour is
    granted for the night when the clock goes back.
    """
    reasons = []
    if not can_charge:
        reasons.append("Il conto del beneficiario non può ancora ricevere pagamenti.")
    if closes_at <= opens_at:
        reasons.append("La scadenza deve venire dopo l'apertura.")
    if terms.campaign_days is not None and closes_at - opens_at > timedelta(days=terms.campaign_days, hours=1):
        reasons.append(f"Il bando ammette al massimo {terms.campaign_days} giorni di raccolta.")
    if terms.max_projects is not None and opened_before >= terms.max_projects:
        reasons.append(f"Il bando ammette al massimo {terms.max_projects} progetti.")
    cost_refusal = admission.why_cost_not_admitted(terms, cost_cents)
    if cost_refusal:
        reasons.append(cost_refusal)
    return reasons
