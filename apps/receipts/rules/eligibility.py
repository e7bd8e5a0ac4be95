"""Whether a gift gets a receipt. Source: D.Lgs. 117/2017 art. 83, and the reading of it in the platform's decisions."""

from dataclasses import dataclass

from apps.receipts.states import Refusal, Regime

_SUCCEEDED = "funded"
_KEPT = "not_funded"
_OVER = frozenset({"funded", "not_funded", "cancelled"})
_RETURNED = frozenset({"refunded", "charged_back"})


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything that decides; `gift_state` and `campaign_state` in the words of their own apps, amounts in cents."""

    is_asked: bool
    gift_state: str
    campaign_state: str
    is_kept_on_failure: bool
    is_traceable: bool
    amount_cents: int
    reward_value_cents: int
    regime: Regime | None
    has_text: bool
    has_issuer_data: bool
    is_issued: bool = False
    is_cancelled: bool = False


def why_not(facts: Facts) -> Refusal | None:
    """Return the first reason for which a gift has no receipt, or None when one is due.

    What the gift or its campaign lacks comes before what the office lacks.
    """
    reasons = {
        Refusal.ISSUED: facts.is_issued,
        Refusal.RETURNED: facts.gift_state in _RETURNED,
        Refusal.NOT_COLLECTED: facts.gift_state != "collected",
        Refusal.CASH: not facts.is_traceable,
        Refusal.REWARD_ONLY: facts.reward_value_cents >= facts.amount_cents,
        Refusal.NOT_SETTLED: facts.campaign_state not in _OVER,
        Refusal.NOT_SUCCEEDED: not _is_success(facts),
        Refusal.NOT_ASKED: not facts.is_asked,
        Refusal.CANCELLED: facts.is_cancelled,
        Refusal.NO_REGIME: facts.regime is None,
        Refusal.NO_TEXT: not facts.has_text,
        Refusal.NO_ISSUER_DATA: not facts.has_issuer_data,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def deductible_cents(*, amount_cents: int, reward_value_cents: int, regime: Regime) -> int:
    """Return the part of a gift that counts for the donor's taxes, in cents: without the worth of the reward.

    >>> deductible_cents(amount_cents=100_00, reward_value_cents=30_00, regime=Regime.CTS_83)
    7000
    >>> deductible_cents(amount_cents=100_00, reward_value_cents=30_00, regime=Regime.NONE)
    0
    """
    return 0 if regime is Regime.NONE else amount_cents - reward_value_cents


def _is_success(facts: Facts) -> bool:
    if facts.campaign_state == _SUCCEEDED:
        return True
    return facts.campaign_state == _KEPT and facts.is_kept_on_failure
