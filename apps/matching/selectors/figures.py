"""The public figures of campaigns and pools: balances of the ledger, and what gifts sum to. Cents everywhere.

Both are kept and not counted anew for each page; `manage.py verify_ledger` counts them anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Sum

from apps.calls.rules.vocabulary import MatchKind, PoolOwner
from apps.campaigns import selectors as campaign_selectors
from apps.donations import selectors as donations
from apps.donations.selectors import GiftSum
from apps.ledger import selectors as ledger
from apps.ledger.rules import Balance
from apps.matching.models import MatchClaim
from apps.matching.rules import threshold
from apps.matching.rules.measure import reached_from_cents
from apps.matching.selectors.sums import counted_cents

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True, kw_only=True)
class CampaignFigures:
    """What a campaign's page says in figures.

    `raised_cents` is collected and not given back, `counted_cents` what of it the rules count towards the threshold,
    `returning_cents` what of it is on its way back and therefore does not count, `gathered_cents` all that was ever
    collected, `promised_cents` what cards are saved for and no figure counts;
    `goal_cents` is what citizens must raise for the whole cost to be covered; `match_max_cents` what the city adds at
    the threshold if the pool allows; `reserved_cents` and `committed_cents` what it has set aside and decided. Where
    the match is per donation and has no threshold of its own, both are what citizens must raise, given what is set
    aside so far.
    `demand_cents` is what it may still take from the pool at the most, when citizens do their part.
    `optimum_cents` is what the last round collects for, where there are rounds.
    """

    pool_owner: PoolOwner
    cost_cents: int
    optimum_cents: int | None
    raised_cents: int
    counted_cents: int
    returning_cents: int
    gathered_cents: int
    promised_cents: int
    threshold_cents: int
    goal_cents: int
    match_max_cents: int
    demand_cents: int
    reserved_cents: int
    committed_cents: int
    gifts: int
    is_waiting: bool

    @property
    def match_cents(self) -> int:
        """What the city has set aside or decided."""
        return self.reserved_cents + self.committed_cents

    @property
    def missing_to_threshold_cents(self) -> int:
        """What citizens still have to give for the city to add its part."""
        return max(0, self.threshold_cents - self.counted_cents)

    @property
    def uncounted_cents(self) -> int:
        """What citizens gave that the rules do not count towards the threshold."""
        return max(0, self.raised_cents - self.counted_cents)

    @property
    def missing_to_goal_cents(self) -> int:
        """What citizens still have to give for the whole cost to be covered."""
        return max(0, self.goal_cents - self.raised_cents)


@dataclass(frozen=True)
class _Held:
    """What the claims of a campaign hold, and what they may have."""

    reserved_cents: int
    committed_cents: int
    due_cents: int


@dataclass(frozen=True, kw_only=True)
class PoolFigures:
    """A pool at one instant: `funded = committed + reserved + free`."""

    funded_cents: int
    committed_cents: int
    reserved_cents: int
    free_cents: int


@dataclass(frozen=True)
class Overview:
    """Campaigns and pools at one instant, by their ids."""

    campaigns: dict[int, CampaignFigures]
    pools: dict[int, PoolFigures]


def figures_of(campaign: "Campaign") -> CampaignFigures:
    """Return the figures of one campaign that is not a draft."""
    return list_figures([campaign])[campaign.pk]


def list_figures(campaigns: Sequence["Campaign"]) -> dict[int, CampaignFigures]:
    """Return the figures of campaigns that are not drafts, in a number of queries that does not depend on them.

    One more for each whose rules count up to a ceiling for a donor.
    """
    return overview_of(campaigns, []).campaigns


def pool_figures(call_id: int) -> PoolFigures:
    """Return the pool of a call, exact at the instant of its one query."""
    return overview_of([], [call_id]).pools[call_id]


def overview_of(campaigns: Sequence["Campaign"], call_ids: Sequence[int]) -> Overview:
    """Return the figures of campaigns that are not drafts and of calls' pools, in three queries at most."""
    ids = [campaign.pk for campaign in campaigns]
    accounts = [f"campaign:{pk}:donations" for pk in ids]
    pools = [f"{kind}:{call_id}" for call_id in call_ids for kind in ("pool", "appropriation")]
    balances = ledger.balances([*accounts, *pools])
    claims = _held(ids)
    sums = donations.list_sums(ids)
    return Overview(
        campaigns={
            campaign.pk: _figures(
                campaign,
                balances[f"campaign:{campaign.pk}:donations"].posted_cents,
                claims.get(campaign.pk, _Held(0, 0, 0)),
                sums.get(campaign.pk, []),
            )
            for campaign in campaigns
        },
        pools={pk: _pool(balances[f"pool:{pk}"], balances[f"appropriation:{pk}"]) for pk in call_ids},
    )


def _pool(pool: Balance, appropriation: Balance) -> PoolFigures:
    return PoolFigures(
        funded_cents=appropriation.posted_cents,
        committed_cents=appropriation.posted_cents - pool.posted_cents,
        reserved_cents=pool.pending_cents,
        free_cents=pool.available_cents,
    )


def _held(campaign_ids: Sequence[int]) -> dict[int, _Held]:
    rows = (
        MatchClaim.objects.filter(campaign_id__in=campaign_ids, released_at__isnull=True)
        .values("campaign_id")
        .annotate(reserved=Sum("reserved_cents"), committed=Sum("committed_cents"), due=Sum("entitlement_cents"))
        .values_list("campaign_id", "reserved", "committed", "due")
    )
    return {pk: _Held(int(reserved), int(committed), int(due)) for pk, reserved, committed, due in rows}


def _figures(campaign: "Campaign", raised_cents: int, held: _Held, sums: Sequence[GiftSum]) -> CampaignFigures:
    cost_cents, terms = campaign.cost_cents, campaign_selectors.terms_of(campaign)
    totals = donations.totals_of(sums)
    held_cents = held.reserved_cents + held.committed_cents
    threshold_cents = reached_from_cents(terms, cost_cents, held_cents)
    if terms.kind is MatchKind.PER_DONATION:
        match_max_cents = threshold.cap_cents_of(terms)
        due_cents = match_max_cents
        goal_cents = max(threshold_cents, cost_cents - held_cents)
    else:
        match_max_cents = threshold.entitlement_cents(terms, cost_cents, threshold_cents)
        due_cents = held.due_cents or match_max_cents
        goal_cents = threshold.whole_cost_from_cents(terms, cost_cents)
    return CampaignFigures(
        pool_owner=terms.pool_owner,
        cost_cents=cost_cents,
        optimum_cents=campaign.optimum_cost_cents,
        raised_cents=raised_cents,
        counted_cents=counted_cents(campaign, terms, sums),
        returning_cents=totals.returning_cents,
        gathered_cents=totals.gathered_cents,
        promised_cents=totals.promised_cents,
        threshold_cents=threshold_cents,
        goal_cents=goal_cents,
        match_max_cents=match_max_cents,
        demand_cents=max(0, due_cents - held_cents),
        reserved_cents=held.reserved_cents,
        committed_cents=held.committed_cents,
        gifts=totals.count,
        is_waiting=held.due_cents > held_cents,
    )
