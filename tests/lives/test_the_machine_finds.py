"""The machine has to be able to fail: the product is broken on purpose, and some life must notice, in the right words.

Each break is one that a change of the code could make.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apps.donations.services import refunds, tally
from apps.ledger import selectors as ledger_read
from apps.ledger import services as ledger
from apps.ledger.services import InsufficientFunds, Line
from apps.matching import selectors as matching
from apps.matching.rules import remaining_cost
from apps.matching.selectors import contributions
from apps.matching.services import judging, pool
from apps.payments import selectors as payments
from tests.lives import worlds
from tests.lives.invariants import Broken
from tests.lives.processor import ForbiddenRefund
from tests.lives.running import live

Patch = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def refunds_post_twice(patch: Patch) -> None:
    def post(kind: str, refund_id: str, donation: Any, line: Line, now: Any) -> None:
        for key in (f"{kind}:{refund_id}", f"{kind}:{refund_id}:again"):
            ledger.post(kind=kind, key=key, occurred_at=now, source=f"donation:{donation.pk}", lines=[line])

    patch.setattr(refunds, "_post", post)


def losses_change_nothing(patch: Patch) -> None:
    patch.setattr(judging, "judge_after_loss", lambda **_: None)


def money_on_its_way_back_counts(patch: Patch) -> None:
    patch.setattr(contributions, "GOING_BACK", frozenset())


def disputes_forbid_no_refund(patch: Patch) -> None:
    patch.setattr(payments, "is_disputed", lambda attempt_id: False)


def what_is_reserved_counts_as_free(patch: Patch) -> None:
    def lock_pool(call_id: int) -> int:
        code = f"pool:{call_id}"
        return ledger_read.balances([code])[code].posted_cents

    patch.setattr(matching, "lock_pool", lock_pool)


def nobody_is_served(patch: Patch) -> None:
    patch.setattr(pool, "serve_pool", lambda **_: None)


def failed_refunds_vanish(patch: Patch) -> None:
    patch.setattr(refunds, "_record_failure", lambda *_: None)


def tallies_keep_what_went_back(patch: Patch) -> None:
    patch.setattr(tally, "take_out", lambda donation_ids: None)


def the_match_forgets_its_cap(patch: Patch) -> None:
    patch.setattr(remaining_cost, "entitlement_cents", lambda cost_cents, eligible_cents, cap_cents: cost_cents)


EVERY = tuple(worlds.RULES)
BREAKS = [
    (refunds_post_twice, Broken, "went back 1 times, with", ("remaining",)),
    (losses_change_nothing, Broken, "below its threshold", ("remaining",)),
    (money_on_its_way_back_counts, Broken, "below its threshold", ("remaining",)),
    (disputes_forbid_no_refund, ForbiddenRefund, "over an open dispute", EVERY),
    (what_is_reserved_counts_as_free, InsufficientFunds, "disponibilità non basta", ("each gift",)),
    (nobody_is_served, Broken, "are free and claim", ("remaining",)),
    (failed_refunds_vanish, Broken, "gives everything back is refunding", ("remaining",)),
    (tallies_keep_what_went_back, Broken, "their tallies say", ("remaining",)),
    (the_match_forgets_its_cap, Broken, "its cap is|grants", ("remaining, capped",)),
]
MANY = 400
QUICK = (refunds_post_twice, nobody_is_served, failed_refunds_vanish, tallies_keep_what_went_back)


@pytest.mark.parametrize(
    ("break_it", "error", "words", "names"),
    [pytest.param(*each, id=each[0].__name__, marks=[] if each[0] in QUICK else pytest.mark.slow) for each in BREAKS],
)
def test_a_broken_product_is_found(
    milano: object,
    monkeypatch: Patch,
    break_it: Callable[[Patch], None],
    error: type[Exception],
    words: str,
    names: tuple[str, ...],
) -> None:
    break_it(monkeypatch)
    with pytest.raises(error, match=words):
        live(1, MANY, monkeypatch, names)
