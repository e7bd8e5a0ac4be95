"""When a campaign may open and when it takes gifts, to the instant."""

from datetime import UTC, datetime, timedelta

import pytest

from apps.calls.rules.terms import MatchTerms
from apps.campaigns import rules
from apps.campaigns.states import CampaignState

OPENS = datetime(2026, 10, 1, 8, tzinfo=UTC)
CLOSES = datetime(2026, 10, 31, 23, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
TERMS = {"kind": "threshold", "threshold_bps": 5_000, "base": "remaining_cost", "cap_per_project_cents": 50_000_00}


def reasons(*, can_charge=True, opens_at=OPENS, closes_at=CLOSES, cost_cents=1_000_00, opened_before=0, **terms):
    return rules.why_cannot_open(
        terms=MatchTerms.from_document({**TERMS, **terms}),
        can_charge=can_charge,
        opens_at=opens_at,
        closes_at=closes_at,
        cost_cents=cost_cents,
        opened_before=opened_before,
    )


@pytest.mark.parametrize(
    ("instant", "accepted"),
    [
        (OPENS - MILLISECOND, False),
        (OPENS, True),
        (CLOSES - MILLISECOND, True),
        (CLOSES, False),
        (CLOSES + MILLISECOND, False),
    ],
)
def test_the_deadline_is_the_first_instant_not_accepted(instant, accepted):
    assert rules.accepts_donations(CampaignState.OPEN, OPENS, CLOSES, instant) is accepted


@pytest.mark.parametrize("state", sorted(set(CampaignState) - {CampaignState.OPEN}))
def test_only_an_open_campaign_takes_gifts(state):
    assert not rules.accepts_donations(state, OPENS, CLOSES, OPENS)


def test_a_complete_campaign_may_open():
    assert reasons() == []


def test_every_reason_is_said_at_once():
    found = reasons(
        can_charge=False,
        closes_at=OPENS,
        cost_cents=2_000_00,
        opened_before=3,
        max_projects=3,
        max_project_cost_cents=1_000_00,
    )
    assert len(found) == 4


def test_a_collection_longer_than_the_call_allows_cannot_open():
    assert reasons(campaign_days=30, closes_at=OPENS + timedelta(days=31))
    assert not reasons(campaign_days=30, closes_at=OPENS + timedelta(days=30))
