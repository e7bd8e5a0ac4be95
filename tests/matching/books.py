"""What the tests of the match read: the pool, claims and decisions; and the refunds that are owed."""

import json

from apps.calls.models import Call
from apps.campaigns.models import Campaign
from apps.donations import services as donations
from apps.ledger import selectors as ledger
from apps.matching import selectors
from apps.matching.models import DecisionRecord, MatchClaim
from apps.matching.rules.record import recompute
from apps.matching.selectors import PoolFigures
from tenants.registry import selectors as registry
from tests.factories.city import DEADLINE


def pool(call: Call) -> PoolFigures:
    figures = selectors.pool_figures(call.pk)
    assert figures.funded_cents == figures.committed_cents + figures.reserved_cents + figures.free_cents
    assert ledger.verify() == []
    return figures


def claim(campaign: Campaign) -> MatchClaim:
    found = selectors.claim_of(campaign.pk)
    assert found is not None
    return found


def held(campaign: Campaign) -> tuple[int, int]:
    return claim(campaign).reserved_cents, claim(campaign).committed_cents


def outcomes(campaign: Campaign) -> list[tuple[str, str]]:
    records = DecisionRecord.objects.filter(campaign=campaign).order_by("number")
    assert all(recompute(record.record) == [] for record in records)
    return [(record.phase, json.loads(record.record)["result"]["outcome"]) for record in records]


def send_refunds(now: object = DEADLINE) -> None:
    for item in registry.list_agenda("c_milano", "refund.send"):
        donations.send_refund(key=item.key, now=now)
