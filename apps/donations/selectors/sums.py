"""Sums of a campaign's gifts, for what must not depend on how many there are. Cents."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Sum

from apps.donations import statements
from apps.donations.models import TALLIED, Donation, GiftTally
from apps.donations.states import DonationState

_ALIKE = ("channel", "donor_kind", "relation", "state")


@dataclass(frozen=True)
class GiftTotals:
    """How many gifts a campaign ever collected and their sum in cents, given back or not; what is promised apart.

    `returning_cents` is what of them is on its way back to who gave it.
    """

    count: int
    gathered_cents: int
    promised_cents: int
    returning_cents: int


@dataclass(frozen=True, kw_only=True)
class GiftSum:
    """Gifts that are alike in everything the rules look at; `donor_key` is empty where donors are not."""

    channel: str
    donor_kind: str
    relation: str
    state: str
    gifts: int
    amount_cents: int
    fee_cents: int
    donor_key: str = ""

    @property
    def is_promised(self) -> bool:
        """Whether these are promises, which no rule counts."""
        return self.state == DonationState.PROMISED


@dataclass(frozen=True)
class WrongSum:
    """What is kept of gifts that are alike, and what counting them gives: how many, their cents, the fees' cents."""

    campaign_id: int
    alike: str
    kept: list[int]
    counted: list[int]


def list_sums(campaign_ids: list[int]) -> dict[int, list[GiftSum]]:
    """Return the gifts of each campaign that has any, collected or promised, as far as they are alike; in one query."""
    found: dict[int, list[GiftSum]] = {}
    tallies = GiftTally.objects.filter(campaign_id__in=campaign_ids, gifts__gt=0).order_by(*_ALIKE)
    for row in tallies.values("campaign_id", *_ALIKE, "gifts", "amount_cents", "fee_cents"):
        found.setdefault(row.pop("campaign_id"), []).append(GiftSum(**row))
    return found


def totals_of(sums: Sequence[GiftSum]) -> GiftTotals:
    """Return what the gifts of a campaign come to, whatever they are."""
    collected = [each for each in sums if not each.is_promised]
    return GiftTotals(
        count=sum(each.gifts for each in collected),
        gathered_cents=sum(each.amount_cents for each in collected),
        promised_cents=sum(each.amount_cents for each in sums if each.is_promised),
        returning_cents=sum(each.amount_cents for each in sums if each.state == DonationState.REFUNDING),
    )


def list_sums_by_donor(campaign_id: int, *donor_keys: str) -> list[GiftSum]:
    """Return the collected gifts of a campaign per donor, counted: every one of them, or those that are named."""
    collected = Donation.objects.filter(campaign_id=campaign_id, collected_at__isnull=False)
    if donor_keys:
        collected = collected.filter(donor_key__in=donor_keys)
    by = (*_ALIKE, "donor_key")
    rows = collected.values(*by).annotate(gifts=Count("pk"), gross=Sum("amount_cents"), fees=Sum("attempt__fee_cents"))
    return [
        GiftSum(**{name: row[name] for name in (*by, "gifts")}, amount_cents=row["gross"], fee_cents=row["fees"])
        for row in rows.order_by(*by)
    ]


def list_wrong_sums() -> list[WrongSum]:
    """Count every gift of the city anew and return what is kept otherwise, both at one instant: gifts may move on."""
    with connection.cursor() as cursor:
        cursor.execute(statements.DIFFERENCES, {"states": [str(state) for state in TALLIED], "gifts": None})
        return [WrongSum(*row) for row in cursor.fetchall()]
