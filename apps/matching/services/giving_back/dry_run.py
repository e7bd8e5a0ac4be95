"""What the end of a campaign would do, told by doing it in a transaction that is undone: same code, same figures.

Campaign and pool really move. The gifts, of which there may be thousands, are read only: what would become of each
follows from its state and from how it was paid.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls import selectors as calls
from apps.calls.rules.vocabulary import FeeBearer
from apps.campaigns import selectors as campaigns
from apps.donations import selectors as donations
from apps.donations.selectors import GiftFacts
from apps.donations.states import DonationState
from apps.matching import selectors
from apps.matching.models import MatchClaim
from apps.matching.services import everybody, outcome
from apps.payments.states import AT_THE_PROCESSOR

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

UNDECIDED = (DonationState.STARTED, DonationState.AWAITING, DonationState.TO_CONFIRM)


@dataclass(frozen=True)
class Heap:
    """Some gifts: how many, and their sum in cents."""

    count: int
    cents: int


@dataclass(frozen=True)
class Served:
    """What a campaign of the waiting list would get more than it has, in cents."""

    campaign_id: int
    title: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would happen, exactly; amounts in cents. `digest` names this very state of things.

    `to_card`, `to_known_account` and `to_ask` are the ways of the refunds, `disputed` what a dispute holds up,
    `undecided` gifts that are begun or announced and not collected; `fees_cents` are lost and borne by
    `fee_bearer`; `returned_cents` go back to the pool, of which `served` get their part.
    """

    campaign_id: int
    state: str
    refunds: Heap
    to_card: Heap
    to_known_account: Heap
    to_ask: Heap
    disputed: Heap
    undecided: Heap
    fees_cents: int
    fee_bearer: FeeBearer
    granted_cents: int
    returned_cents: int
    served: tuple[Served, ...]
    digest: str = ""


def preview_outcome(*, campaign_id: int, now: datetime) -> Preview:
    """Return what would happen if a campaign that has no outcome ended now, with what it has collected."""
    return dry_run(campaign_id=campaign_id, act=lambda campaign: outcome.end_now(campaign=campaign, now=now))


def dry_run(*, campaign_id: int, act: Callable[["Campaign"], None]) -> Preview:
    """Do something to a locked campaign, tell what it did, and undo it; nothing is written, nobody is told."""
    with transaction.atomic():
        campaign = campaigns.lock_campaign(campaign_id)
        found = told(campaign, act)
        transaction.set_rollback(True)
    return found


def told(campaign: "Campaign", act: Callable[["Campaign"], None]) -> Preview:
    """Do something to a locked campaign inside the caller's transaction, and tell what it did."""
    selectors.lock_pool(campaign.call_id)
    gifts = donations.list_facts(campaign.pk)
    held = _held(campaign.call_id)
    act(campaign)
    campaign.refresh_from_db()
    going = _of([DonationState.COLLECTED], gifts) if everybody.gives_back(campaign) else []
    by_bank = [gift for gift in going if gift.kind not in AT_THE_PROCESSOR]
    payers = donations.payers_of([gift.pk for gift in by_bank])
    now_held = _held(campaign.call_id)
    terms = calls.terms_of_version(campaigns.opened(campaign).rules_version_id)
    own = now_held[campaign.pk]
    preview = Preview(
        campaign_id=campaign.pk,
        state=str(campaign.state),
        refunds=_heap(going),
        to_card=_heap([gift for gift in going if gift.kind in AT_THE_PROCESSOR]),
        to_known_account=_heap([gift for gift in by_bank if gift.pk in payers]),
        to_ask=_heap([gift for gift in by_bank if gift.pk not in payers]),
        disputed=_heap(_of([DonationState.DISPUTED], gifts)),
        undecided=_heap(_of(UNDECIDED, gifts)),
        fees_cents=sum(gift.fee_cents for gift in going),
        fee_bearer=terms.fee_bearer,
        granted_cents=own,
        returned_cents=max(0, held[campaign.pk] - own),
        served=_served(campaign, held, now_held),
    )
    return Preview(**{**vars(preview), "digest": _digest(preview, gifts)})


def _of(states: Sequence[DonationState], gifts: Sequence[GiftFacts]) -> list[GiftFacts]:
    return [gift for gift in gifts if gift.state in states]


def _heap(gifts: Sequence[GiftFacts]) -> Heap:
    return Heap(len(gifts), sum(gift.amount_cents for gift in gifts))


def _held(call_id: int) -> Counter[int]:
    held: Counter[int] = Counter()
    for claim in MatchClaim.objects.filter(call_id=call_id):
        held[claim.campaign_id] += claim.reserved_cents + claim.committed_cents
    return held


def _served(campaign: "Campaign", before: Counter[int], after: Counter[int]) -> tuple[Served, ...]:
    titles = {each.pk: each.title for each in campaigns.list_campaigns_of_call(campaign.call_id)}
    more = {pk: cents - before[pk] for pk, cents in after.items() if pk != campaign.pk}
    return tuple(Served(pk, titles[pk], cents) for pk, cents in sorted(more.items()) if cents > 0)


def _digest(preview: Preview, gifts: Sequence[GiftFacts]) -> str:
    states = [(gift.pk, gift.state, gift.amount_cents) for gift in gifts]
    text = json.dumps({"preview": asdict(preview), "gifts": states}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
