"""Any sequence of movements agrees with a model of twenty lines that knows no database."""

from collections import Counter
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.kernel.errors import DomainError
from apps.ledger import selectors as ledger
from apps.ledger.services import Line
from tests.ledger import book

POOLS = ("pool:1", "pool:2")
DEBIT_ACCOUNTS = ("psp:acct_1", "appropriation:1")
CREDIT_ACCOUNTS = (*POOLS, "campaign:1:match", "campaign:2:match")
ACCOUNTS = (*DEBIT_ACCOUNTS, *CREDIT_ACCOUNTS)

amounts = st.integers(min_value=1, max_value=500)
two_accounts = st.permutations(ACCOUNTS).map(lambda order: order[:2])
lines = st.builds(lambda pair, amount: Line(pair[0], pair[1], amount), two_accounts, amounts)
moments = st.integers(min_value=0, max_value=11)
movements = st.one_of(
    st.tuples(st.just("post"), st.lists(lines, min_size=1, max_size=3)),
    st.tuples(st.just("reserve"), lines),
    st.tuples(st.just("commit"), moments, amounts),
    st.tuples(st.just("release"), moments),
)


@dataclass
class Model:
    """Balances as counters; credits are positive."""

    posted: Counter[str] = field(default_factory=Counter)
    reserves: dict[str, Line] = field(default_factory=dict)
    resolved: set[str] = field(default_factory=set)

    def available(self, code: str) -> int:
        pending = sum(
            line.amount_cents for key, line in self.reserves.items() if line.debit == code and self.is_open(key)
        )
        return self.posted[code] - pending

    def is_open(self, key: str) -> bool:
        return key in self.reserves and key not in self.resolved

    def move(self, debit: str, credit: str, amount_cents: int) -> None:
        self.posted[debit] -= amount_cents
        self.posted[credit] += amount_cents

    def accepts(self, changed: "Model") -> bool:
        return all(changed.available(pool) >= 0 for pool in POOLS)

    def after(self, key: str, movement: tuple) -> "Model | None":  # type: ignore[type-arg]
        """Return the model after a movement, or None when it must be refused."""
        changed = Model(Counter(self.posted), dict(self.reserves), set(self.resolved))
        match movement:
            case ("post", lines):
                for line in lines:
                    changed.move(line.debit, line.credit, line.amount_cents)
            case ("reserve", line):
                changed.reserves[key] = line
            case ("commit", moment, amount_cents):
                reserve_key = f"key:{moment}"
                if not self.is_open(reserve_key) or amount_cents > self.reserves[reserve_key].amount_cents:
                    return None
                changed.resolved.add(reserve_key)
                line = self.reserves[reserve_key]
                changed.move(line.debit, line.credit, amount_cents)
            case ("release", moment):
                if not self.is_open(f"key:{moment}"):
                    return None
                changed.resolved.add(f"key:{moment}")
        return changed if self.accepts(changed) else None


def perform(key: str, movement: tuple) -> bool:  # type: ignore[type-arg]
    """Do a movement in the ledger; tell whether it was accepted."""
    try:
        with transaction.atomic():
            match movement:
                case ("post", lines):
                    assert book.post(*lines, key=key)
                case ("reserve", line):
                    assert book.reserve_line(line, key=key)
                case ("commit", moment, amount_cents):
                    assert book.commit(amount_cents, key=key, reserve_key=f"key:{moment}")
                case ("release", moment):
                    assert book.release(key=key, reserve_key=f"key:{moment}")
    except DomainError:
        return False
    return True


@pytest.mark.usefixtures("milano")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(movements, max_size=12))
def test_any_sequence_of_movements_agrees_with_the_model(sequence: list[tuple]) -> None:  # type: ignore[type-arg]
    with transaction.atomic():
        model = Model()
        for moment, movement in enumerate(sequence):
            expected = model.after(f"key:{moment}", movement)
            assert perform(f"key:{moment}", movement) == (expected is not None)
            model = expected or model
        found = ledger.balances(ACCOUNTS)
        for code in CREDIT_ACCOUNTS:
            assert found[code].posted_cents == model.posted[code]
            assert found[code].available_cents == model.available(code)
        for code in DEBIT_ACCOUNTS:
            assert found[code].posted_cents == -model.posted[code]
        assert sum(found[code].posted_cents for code in DEBIT_ACCOUNTS) == sum(
            found[code].posted_cents for code in CREDIT_ACCOUNTS
        )
        assert ledger.verify() == []
        transaction.set_rollback(True)
