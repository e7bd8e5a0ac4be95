"""Without the pool's lock, gifts at the same instant read the same free money."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest

from apps.calls.rules.vocabulary import Exhaustion
from apps.ledger.models import GUARD
from apps.matching.models import MatchClaim
from tests.concurrency import test_one_pool as one_pool
from tests.concurrency.conftest import SCHEMA, milano_committed, together  # noqa: F401
from tests.harness.fresh import FreshDatabase
from tests.twins.mutations import Red, lock_no_pool

pytestmark = pytest.mark.committed

CAMPAIGNS = 8
POOL_CENTS = CAMPAIGNS // 2 * 450_00 + 123_45


def share_out(together: Callable[..., list[Any]]) -> str:  # noqa: F811
    """Do what the suite's own test does; return why it failed, or nothing."""
    try:
        one_pool.share_out_a_short_pool(together, Exhaustion.FIRST_COME_PARTIAL, CAMPAIGNS)
    except Red as failure:
        return f"{type(failure).__name__}: {failure}"
    return ""


def taken_cents() -> int:
    return sum(MatchClaim.objects.values_list("reserved_cents", flat=True))


def test_the_scenario_is_green_with_the_lock(together: Callable[..., list[Any]]) -> None:  # noqa: F811
    assert share_out(together) == ""
    assert taken_cents() == POOL_CENTS


def test_gifts_fail_without_the_lock_and_the_database_still_guards_the_pool(
    together: Callable[..., list[Any]],  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock_no_pool(monkeypatch)
    why = share_out(together)
    assert "IntegrityError" in why or "InsufficientFunds" in why
    assert taken_cents() <= POOL_CENTS


def test_more_than_the_pool_is_given_away_without_the_lock_and_the_guard(
    together: Callable[..., list[Any]],  # noqa: F811
    fresh_database: FreshDatabase,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with psycopg.connect(fresh_database.owner_url) as owner:
        owner.execute(f"ALTER TABLE {SCHEMA}.ledger_account DROP CONSTRAINT {GUARD}")
        owner.execute(f"ALTER TABLE {SCHEMA}.matching_matchclaim DROP CONSTRAINT match_claim_place_once")
    lock_no_pool(monkeypatch)
    assert share_out(together)
    assert taken_cents() > POOL_CENTS
