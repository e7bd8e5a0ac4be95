"""One life of a call: its instant, its processor, its campaigns, and the books after the last step.

What may happen in it is in `coming` (money that comes), `returning` (money that goes back), `time_passing`, `ending`.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from apps.kernel.errors import DomainError
from apps.ledger import selectors as ledger
from apps.payments import gateway
from tests.factories.city import NOW
from tests.lives import books, invariants
from tests.lives.books import Books, Gift
from tests.lives.processor import Processor
from tests.lives.worlds import World

DONORS = tuple(f"{name}@example.org" for name in ("ada", "bruno", "carla", "dario", "elsa"))
STOOD_FOR = (
    "open_session",
    "fetch_session",
    "expire_session",
    "fetch_setup",
    "charge_saved_card",
    "fetch_charge",
    "find_charge",
    "create_refund",
    "fetch_refund",
    "find_refund",
    "fetch_dispute",
)


class Life:
    """Everything that a step of a life reads and changes."""

    def __init__(self, world: World, chance: int) -> None:
        self.world = world
        self.chance = Random(chance)
        self.now: datetime = NOW + timedelta(hours=1)
        self.processor = Processor()
        self.campaign_ids = [campaign.pk for campaign in world.campaigns]
        self.done: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        self.books: Books = books.read(world.call.pk, self.campaign_ids)
        self.decided = 0

    def person(self, act: Callable[..., Any], **named: Any) -> Any:
        """Let a person try something, which the rules may refuse; return what came of it, or None."""
        self.done[act.__name__] += 1
        try:
            return act(**named, now=self.now)
        except DomainError as refusal:
            self.refused[f"{act.__name__}: {refusal.code}"] += 1
            return None

    def work(self, act: Callable[..., Any], **named: Any) -> Any:
        """Let a worker do due work, in which nothing may be refused; return what came of it."""
        self.done[act.__name__] += 1
        return act(**named, now=self.now)

    def gifts(self, *states: str, kind: str = "") -> list[Gift]:
        """Return the gifts that stand in one of some states, in order."""
        return [gift for gift in self.books.gifts.values() if gift.state in states and kind in ("", gift.kind)]

    def check(self) -> None:
        """Read the books again and hold them against every invariant."""
        now = books.read(self.world.call.pk, self.campaign_ids, self.decided)
        before, self.books = self.books, now
        self.decided = max([self.decided, *(pk for pk, *_ in now.decisions)])
        invariants.check(before, now, self.processor)

    def check_the_end(self) -> None:
        """Hold the books of a life that is over against the processor's, and prove the whole ledger."""
        self.check()
        findings = [str(finding) for finding in ledger.verify()]
        for account in self.world.accounts:
            ours, theirs = (
                self.books.posted_cents(f"psp:{account.account_id}"),
                self.processor.balance_cents(account.account_id),
            )
            if ours != theirs:
                findings.append(f"{account.account_id}: {ours} in the ledger, {theirs} at the processor")
        findings += [
            f"gift {gift.pk} of a campaign that gives everything back is {gift.state}"
            for gift in self.gifts("collected", "refunding", "disputed", "started", "awaiting", "promised")
            if self._gives_back(gift) or gift.state != "collected"
        ]
        findings += [f"campaign {pk} is {each.state}" for pk, each in self.books.campaigns.items() if self._waits(each)]
        if findings:
            raise invariants.Broken("\n".join(findings))

    def _gives_back(self, gift: Gift) -> bool:
        campaign = self.books.campaigns[gift.campaign]
        kept = campaign.state == "not_funded" and invariants.terms_of(campaign).on_failure == "keep"
        return campaign.state in ("not_funded", "cancelled") and not kept

    def _waits(self, campaign: books.Campaign) -> bool:
        gives_back = campaign.state == "cancelled" or (
            campaign.state == "not_funded" and invariants.terms_of(campaign).on_failure != "keep"
        )
        return campaign.state in invariants.UNDECIDED or (gives_back and campaign.refunds_completed_at is None)


@contextmanager
def undone(patch: Any) -> Iterator[Callable[[World, int], Life]]:
    """Give a way to begin a life; the processor of the life is the product's, and all it wrote is undone."""
    before = transaction.savepoint()

    def begin(world: World, chance: int) -> Life:
        life = Life(world, chance)
        for name in STOOD_FOR:
            patch.setattr(gateway, name, getattr(life.processor, name))
        return life

    try:
        yield begin
    finally:
        transaction.savepoint_rollback(before)
        connection.run_on_commit.clear()
        invariants.forget_terms()
