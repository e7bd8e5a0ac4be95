"""The deeds of a replay, each done by the production services at the instant that the file says."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.calls import selectors as calls_read
from apps.calls import services as calls
from apps.calls.editions.edition import Edition, PlannedCampaign, PlannedGift
from apps.calls.rules.details import CallDetails
from apps.calls.states import ActKind, CallKind
from apps.campaigns import selectors as campaign_rows
from apps.campaigns import services as campaigns
from apps.campaigns.services import CampaignDraft
from apps.donations import services as donations
from apps.donations.services import rehearsed as gifts
from apps.kernel.errors import DomainError
from apps.matching import services as matching
from apps.payments.services import rehearsed as payments
from apps.people import services as people

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign
    from apps.payments.models import PaymentAttempt

ACTOR = "replay"


@dataclass(frozen=True)
class Refusal:
    """Something in the file that the engine did not accept, with its own words."""

    at: datetime
    what: str
    campaign: str
    amount_cents: int | None
    code: str
    reason: str


@dataclass
class Stage:
    """What stands in the scratch schema: the call, the campaigns by key, the gifts by place in the file."""

    edition: Edition
    document: dict[str, Any]
    now: datetime
    call_id: int = 0
    campaigns: dict[str, int] = field(default_factory=dict)
    accounts: dict[str, int] = field(default_factory=dict)
    gifts: dict[int, int] = field(default_factory=dict)
    attempts: dict[int, "PaymentAttempt"] = field(default_factory=dict)
    awaited: dict[int, PlannedGift] = field(default_factory=dict)
    collected: list[PlannedGift] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    quiet_until: datetime | None = None
    _read: dict[str, "Campaign"] = field(default_factory=dict)

    def campaign(self, key: str) -> "Campaign":
        """Return a campaign as it stands: only its opening and due work change what a gift asks of it."""
        if key not in self._read:
            self._read[key] = campaign_rows.get_campaign(self.campaigns[key])
        return self._read[key]

    def something_happened(self) -> None:
        """Forget what was read: campaigns may have changed, and new work may be due."""
        self.quiet_until = None
        self._read.clear()

    def publish(self, now: datetime) -> None:
        """Publish the call and write its campaigns as drafts; raises RulesRefused."""
        title = (self.edition.title or self.edition.key)[:200]
        details = CallDetails(title=title, slug=self.edition.key, kind=CallKind.THIRD_SECTOR)
        call = calls.create_call(details=details, now=now, actor=ACTOR)
        self.call_id = call.pk
        calls.save_rules(call_id=call.pk, document=self.document, now=now, actor=ACTOR)
        calls.publish_call(call_id=call.pk, act_id=self._act("regole", now), now=now, actor=ACTOR)
        for campaign in self.edition.campaigns:
            self._draft(campaign, now)

    def fund(self, number: int, amount_cents: int, now: datetime) -> None:
        """Put money into the pool by an act of its own."""
        act_id = self._act(f"dotazione {number}", now)
        matching.fund_pool(call_id=self.call_id, act_id=act_id, amount_cents=amount_cents, now=now, actor=ACTOR)

    def rectify(self, number: int, changes: dict[str, Any], now: datetime) -> None:
        """Publish a later version of the rules; raises RulesRefused."""
        document = {**calls_read.current_rules_version(self.call_id).document, **changes}
        act_id = self._act(f"rettifica {number}", now)
        calls.rectify_rules(call_id=self.call_id, act_id=act_id, document=document, now=now, actor=ACTOR)

    def open(self, campaign: PlannedCampaign, now: datetime) -> None:
        """Open a campaign, or note why the rules do not let it open."""
        with self._noting("campaign_not_opened", campaign.key, None, now):
            campaigns.open_campaign(
                campaign_id=self.campaigns[campaign.key],
                account_pk=self.accounts[campaign.key],
                closes_at=campaign.closes_at,
                actor=ACTOR,
                now=now,
            )

    def begin(self, place: int, gift: PlannedGift, now: datetime) -> None:
        """Begin a gift, or note why it is not accepted."""
        with self._noting("gift_refused", gift.campaign, gift.amount_cents, now):
            donation = gifts.tell_gift(campaign=self.campaign(gift.campaign), gift=gift, now=now)
            self.gifts[place], self.attempts[place] = donation.pk, donation.attempt
            self.awaited[place] = gift

    def collect(self, place: int, gift: PlannedGift, now: datetime) -> None:
        """Let the money of a gift come."""
        if place in self.gifts:
            facts = payments.make_up_payment(attempt=self.attempts[place], fee_cents=gift.fee_cents)
            matching.collect_donation(donation_id=self.gifts[place], facts=facts, now=now)
            self.awaited.pop(place, None)
            self.collected.append(gift)

    def take_back(self, place: int, gift: PlannedGift, now: datetime) -> None:
        """Let a donor have a gift back while the campaign takes gifts, or note why not."""
        if place in self.gifts:
            with self._noting("refund_refused", gift.campaign, gift.amount_cents, now):
                matching.give_back_own_gift(donation_id=self.gifts[place], now=now)

    def expected(self, campaigns_decided: Collection[str]) -> dict[int, datetime]:
        """Return, by place, when the money of some campaigns' gifts that were begun will come."""
        awaited = self.awaited.items()
        return {place: gift.collected_at for place, gift in awaited if gift.campaign in campaigns_decided}

    def give_up(self, places: Iterable[int], now: datetime) -> None:
        """Let the gifts lapse whose money did not come in time."""
        for place in places:
            donations.lapse_donation(donation_id=self.gifts[place], now=now)
            self.awaited.pop(place)

    def _act(self, number: str, now: datetime) -> int:
        act = calls.register_act(
            call_id=self.call_id, kind=ActKind.DETERMINA, number=number, dated=now.date(), now=now, actor=ACTOR
        )
        return act.pk

    def _draft(self, campaign: PlannedCampaign, now: datetime) -> None:
        body = people.register_organisation(
            kind="third_sector", name=f"Ente {campaign.key}", tax_code="", email="", is_demo=True, now=now
        )
        self.accounts[campaign.key] = payments.make_up_account(organisation_id=body.pk, now=now).pk
        draft = CampaignDraft(
            title=campaign.title,
            slug=campaign.key,
            summary=campaign.title,
            story=campaign.title,
            cost_cents=campaign.cost_cents,
            category=campaign.category,
            rank=campaign.rank,
            optimum_cost_cents=campaign.optimum_cost_cents,
        )
        self.campaigns[campaign.key] = campaigns.create_campaign(
            call_id=self.call_id, proponent_id=body.pk, beneficiary_id=body.pk, draft=draft, actor=ACTOR, now=now
        ).pk

    def _noting(self, what: str, campaign: str, amount_cents: int | None, now: datetime) -> "_Noting":
        return _Noting(
            lambda refused: self.refusals.append(
                Refusal(now, what, campaign, amount_cents, refused.code, refused.message)
            )
        )


class _Noting:
    """Turns a refusal of the domain inside the block into a note."""

    def __init__(self, note: Callable[[DomainError], None]) -> None:
        self._note = note

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, DomainError):
            self._note(error)
            return True
        return False
