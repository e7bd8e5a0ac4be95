"""The due work of a replay: the same agenda as in production, done at its instant instead of by a worker.

Work of the other apps (messages, receipts, showcase, seals) is left: it moves no money, and is undone with the rest.
"""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from apps.campaigns import selectors as campaigns
from apps.donations import services as donations
from apps.matching import services as matching
from apps.payments.services import rehearsed as payments
from tenants.registry import selectors as registry
from tenants.registry import services as registry_services
from tenants.rehearsal.stage import Stage

if TYPE_CHECKING:
    from tenants.registry.models import AgendaItem

DEADLINE, ROUND, SETTLE, REFUND = "campaign.deadline", "campaign.round", "campaign.settle", "refund.send"
PERFORMED = frozenset({DEADLINE, ROUND, SETTLE, REFUND})
ASKS_OUTSIDE = frozenset({"payment.check", "payout.release", "promise.collect", "statement.match"})
"""Work of the match that begins with an answer of the processor or a bank: the file says what came instead."""
_END = datetime(9000, 1, 1, tzinfo=UTC)
_AT_ONCE = frozenset({SETTLE, REFUND})
"""Kinds that are owed at once: their row names the instant at which a lost nudge would be found again."""


def perform_before(stage: Stage, instant: datetime) -> None:
    """Do what is due before an instant, work that follows from it included, earliest first."""
    while stage.quiet_until is None or stage.quiet_until < instant:
        found = [registry.next_due(_AT_ONCE), registry.next_due(PERFORMED - _AT_ONCE)]
        due = min(filter(None, found), key=lambda item: (_due_at(item), item.pk), default=None)
        if due is None or _due_at(due) >= instant:
            stage.quiet_until = _due_at(due) if due else _END
            return
        stage.now = max(stage.now, _due_at(due))
        _perform(stage, due, stage.now)
        stage.something_happened()


def perform_all(stage: Stage) -> None:
    """Do what is due, until nothing is."""
    perform_before(stage, _END)


def _perform(stage: Stage, item: "AgendaItem", now: datetime) -> None:
    if item.kind == DEADLINE:
        matching.close_campaign(key=item.key, now=now)
    elif item.kind == ROUND:
        matching.end_first_round(key=item.key, now=now)
    elif item.kind == REFUND:
        facts = payments.make_up_refund(refund_id=int(item.key))
        donations.finish_refund(refund_id=int(item.key), facts=facts, now=now)
    elif not _settle(stage, item, now):
        return
    registry_services.complete_item(item=item)


def _settle(stage: Stage, item: "AgendaItem", now: datetime) -> bool:
    """Settle a campaign, unless money of gifts begun in time may still come; say whether it was done.

    Campaigns with the same deadline may be decided together, so none of them may have money on its way: the engine
    would ask the processor for it.
    """
    campaign = campaigns.get_campaign(int(item.key))
    waits_until = campaigns.waits_until(campaign)
    together = campaigns.list_campaigns_of_call(campaign.call_id)
    expected = stage.expected({each.slug for each in together if each.closes_at == campaign.closes_at})
    if expected and now < waits_until:
        next_at = min([waits_until, *expected.values()])
        due_at = next_at + registry_services.NUDGE_LEASE
        registry_services.put_on_agenda(kind=SETTLE, key=item.key, due_at=due_at, now=now)
        return False
    stage.give_up(expected, now)
    matching.settle_campaign(key=item.key, now=now)
    return True


def _due_at(item: "AgendaItem") -> datetime:
    return item.due_at - registry_services.NUDGE_LEASE if item.kind in _AT_ONCE else item.due_at
