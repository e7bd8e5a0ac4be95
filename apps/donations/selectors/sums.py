"""Sums of a campaign's gifts, for what must not depend on how many there are. Cents."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, Sum

from apps.donations import statements
from apps.donations.models import TALLIED, Donation, GiftTally
from apps.donations.states import DonationState

_ALIKE = ("channel", "donor_kind", "relation", "state")
_PROMISED = Q(state=DonationState.PROMISED)


@dataclass(frozen=True)
class GiftTotals:
    """How many gifts a campaign ever collected and their sum in cents, given back or not; what is promised apart."""

    count: int
    gathered_cents: int
    promised_cents: int


@dataclass(frozen=True, kw_only=True)
class GiftSum:
    """Collected gifts that are alike in everything the rules look at; `donor_key` is empty where donors are not."""

    channel: str
    donor_kind: str
    relation: str
    state: str
    amount_cents: int
    fee_cents: int
    donor_key: str = ""


@dataclass(frozen=True)
class WrongSum:
    """What is kept of gifts that are alike, and what counting them gives: how many, their cents, the fees' cents."""

    campaign_id: int
    alike: str
    kept: list[int]
    counted: list[int]


def list_totals(campaign_ids: list[int]) -> dict[int, GiftTotals]:
    """Return what each campaign that has any gift ever collected and what is promised to it, in one query."""
    rows = (
        GiftTally.objects.filter(campaign_id__in=campaign_ids, gifts__gt=0)
        .values("campaign_id")
        .annotate(
            count=Sum("gifts", filter=~_PROMISED, default=0),
            gathered_cents=Sum("amount_cents", filter=~_PROMISED, default=0),
            promised_cents=Sum("amount_cents", filter=_PROMISED, default=0),
        )
        .values_list("campaign_id", "count", "gathered_cents", "promised_cents")
    )
    return {pk: GiftTotals(int(count), int(gathered), int(promised)) for pk, count, gathered, promised in rows}


def list_sums(campaign_id: int) -> list[GiftSum]:
    """Return the collected gifts of a campaign by channel, kind and relation of the donor, and state."""
    tallies = GiftTally.objects.filter(~_PROMISED, campaign_id=campaign_id, gifts__gt=0).order_by(*_ALIKE)
    return [GiftSum(**row) for row in tallies.values(*_ALIKE, "amount_cents", "fee_cents")]


def list_sums_by_donor(campaign_id: int, *donor_keys: str) -> list[GiftSum]:
    """Return the same per donor, counted: every one of them, or those that are named."""
    collected = Donation.objects.filter(campaign_id=campaign_id, collected_at__isnull=False)
    if donor_keys:
        collected = collected.filter(donor_key__in=donor_keys)
    by = (*_ALIKE, "donor_key")
    rows = collected.values(*by).annotate(gross=Sum("amount_cents"), fees=Sum("attempt__fee_cents")).order_by(*by)
    return [
        GiftSum(**{name: row[name] for name in by}, amount_cents=row["gross"], fee_cents=row["fees"]) for row in rows
    ]


def list_wrong_sums() -> list[WrongSum]:
    """Count every gift of the city anew and return what is kept otherwise, both at one instant: gifts may move on."""
    with connection.cursor() as cursor:
        cursor.execute(statements.DIFFERENCES, {"states": [str(state) for state in TALLIED], "gifts": None})
        return [WrongSum(*row) for row in cursor.fetchall()]
