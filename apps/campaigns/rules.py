"""When a campaign may open and when it takes gifts."""

from datetime import datetime, timedelta

from apps.calls.rules import admission
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Exhaustion
from apps.campaigns.states import CampaignState
from apps.kernel.periods import Period


def accepts_donations(state: str, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> bool:
    """Tell whether a gift may begin at this instant; the deadline itself is the first instant not accepted."""
    if state != CampaignState.OPEN or opens_at is None or closes_at is None:
        return False
    return Period(opens_at, closes_at).contains(now)


def first_round_ends_at(terms: MatchTerms, opens_at: datetime) -> datetime | None:
    """Return when the first of several rounds ends and the minimum is judged; None without rounds."""
    return opens_at + timedelta(days=terms.rounds[0].days) if len(terms.rounds) > 1 else None


def why_cannot_open(
    *,
    terms: MatchTerms,
    can_charge: bool,
    opens_at: datetime,
    closes_at: datetime,
    cost_cents: int,
    opened_before: int,
    category: str = "",
    rank: int | None = None,
) -> list[str]:
    """Return, in Italian, everything that keeps a campaign from opening; empty when it may.

    `opened_before` is how many campaigns of the call have opened. A day of the rules is 24 hours, and one more hour is
    granted for the night when the clock goes back. `category` and `rank` are asked by the rules that use them.
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
    reasons += _why_not_under(terms, closes_at - opens_at, category, rank)
    cost_refusal = admission.why_cost_not_admitted(terms, cost_cents)
    if cost_refusal:
        reasons.append(cost_refusal)
    return reasons


def _why_not_under(terms: MatchTerms, length: timedelta, category: str, rank: int | None) -> list[str]:
    reasons = []
    days = sum(each.days for each in terms.rounds)
    if days and abs(length - timedelta(days=days)) > timedelta(hours=1):
        reasons.append(f"I turni del bando durano {days} giorni: la scadenza deve venire dopo {days} giorni.")
    if terms.caps_by_category and category not in terms.caps_by_category:
        reasons.append(f"Il bando chiede una categoria fra: {', '.join(terms.caps_by_category)}.")
    if terms.exhaustion is Exhaustion.RANKING and rank is None:
        reasons.append("Il bando paga in ordine di graduatoria: manca il posto della campagna.")
    return reasons
