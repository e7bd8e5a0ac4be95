"""What every step of the machine does: act, read the books, check them; and what a life offers to be chosen from."""

from collections import Counter
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine

from tests.lives import ending
from tests.lives.books import Gift
from tests.lives.life import Life, undone
from tests.lives.worlds import World


class Turns(RuleBasedStateMachine):
    """A life with its turns; it ends when hypothesis has chosen enough of them, and everything in it is undone."""

    worlds: list[World]
    patch: Any
    told: Counter[str]

    def __init__(self) -> None:
        super().__init__()
        self._undoing = undone(self.patch)
        self._begin = self._undoing.__enter__()
        self.life: Life | None = None
        self.is_whole = True

    def _step(self, act: Any, *arguments: Any, **named: Any) -> None:
        assert self.life is not None
        self.is_whole = False
        act(self.life, *arguments, **named)
        self.told["steps"] += 1
        self.life.check()
        self.is_whole = True

    def _campaigns(self, *states: str) -> list[int]:
        found = self.life.books.campaigns.values() if self.life else ()
        return [each.pk for each in found if each.state in states]

    def _gifts(self, *states: str, kind: str = "") -> list[Gift]:
        return self.life.gifts(*states, kind=kind) if self.life else []

    def _charged(self) -> list[Gift]:
        return [gift for gift in self._gifts("collected", "refunding", "refunded") if gift.charge_id.startswith("ch_")]

    def _disputed(self) -> list[Gift]:
        charges = self.life.processor.charges if self.life else {}
        return [gift for gift in self._charged() + self._gifts("disputed") if charges[gift.charge_id].dispute]

    def _refunds(self, *states: str) -> list[Gift]:
        return [gift for gift in self.life.books.gifts.values() if gift.refund_state in states] if self.life else []

    def _by_bank(self) -> list[Gift]:
        return [gift for gift in self._gifts("refunding", "refunded", "disputed") if gift.bank_state]

    def teardown(self) -> None:
        try:
            if self.life is not None and self.is_whole:
                self.told["lives"] += 1
                ending.end(self.life)
        finally:
            if self.life is not None:
                self.told.update(self.life.done)
                self.told.update(self.life.refused)
            self._undoing.__exit__(None, None, None)
