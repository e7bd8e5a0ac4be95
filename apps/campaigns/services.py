"""Writes of campaigns: create, open, and the marks that the outcome leaves."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from apps.audit import services as audit
from apps.calls import selectors as calls
from apps.campaigns import rules, selectors
from apps.campaigns.models import Campaign
from apps.campaigns.states import TRANSITIONS, CampaignState
from apps.campaigns.telling import last_day, tell_proponent
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.kernel.texts import Translations
from apps.payments import selectors as payments
from apps.pictures import rules as pictures
from apps.pictures.rules import PictureView
from tenants.registry import services as registry


class CannotOpen(DomainError):
    """Something keeps the campaign from opening; `reasons` says what."""

    code = "campaign_cannot_open"
    status = 409


@dataclass(frozen=True)
class CampaignDraft:
    """What a campaign says of itself; the cost in cents."""

    title: str
    slug: str
    summary: str
    story: str
    cost_cents: int
    area: str = ""
    district: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    category: str = ""
    rank: int | None = None
    optimum_cost_cents: int | None = None
    is_demo: bool = False


@transaction.atomic
def create_campaign(
    *, call_id: int, proponent_id: int, beneficiary_id: int, draft: CampaignDraft, actor: str, now: datetime
) -> Campaign:
    """Create a draft campaign of a call. `beneficiary` is the body whose account receives the gifts."""
    campaign = Campaign.objects.create(
        call_id=call_id,
        proponent_id=proponent_id,
        beneficiary_id=beneficiary_id,
        created_at=now,
        **vars(draft),
    )
    audit.record(actor=actor, verb="create", object_kind="campaign", object_id=campaign.pk, now=now)
    return campaign


@transaction.atomic
def open_campaign(*, campaign_id: int, account_pk: int, closes_at: datetime, actor: str, now: datetime) -> Campaign:
    """Open a campaign for gifts from now until `closes_at` (the first instant not accepted).

    Freezes the rules version in force. Raises NoRules, CannotOpen with every reason, ForbiddenTransition.
    """
    campaign = selectors.lock_campaign(campaign_id)
    version = calls.current_rules_version(campaign.call_id)
    terms = calls.terms_of_version(version.pk)
    reasons = rules.why_cannot_open(
        terms=terms,
        can_charge=payments.get_account(account_pk).charges_enabled,
        opens_at=now,
        closes_at=closes_at,
        cost_cents=campaign.cost_cents,
        opened_before=len(selectors.list_campaigns_of_call(campaign.call_id)),
        category=campaign.category,
        rank=campaign.rank,
    )
    if reasons:
        raise CannotOpen(" ".join(reasons), reasons=reasons)
    campaign.state = advance(TRANSITIONS, CampaignState(campaign.state), CampaignState.OPEN)
    campaign.rules_version, campaign.account_id = version, account_pk
    campaign.opens_at, campaign.closes_at = now, closes_at
    campaign.save(update_fields=["state", "rules_version", "account", "opens_at", "closes_at"])
    audit.record(actor=actor, verb="open", object_kind="campaign", object_id=campaign.pk, now=now)
    registry.put_on_agenda(kind="campaign.deadline", key=str(campaign.pk), due_at=closes_at, now=now)
    round_ends_at = rules.first_round_ends_at(terms, now)
    if round_ends_at is not None:
        registry.put_on_agenda(kind="campaign.round", key=str(campaign.pk), due_at=round_ends_at, now=now)
    announce_change(campaign_id=campaign.pk, now=now)
    tell_proponent(campaign, "proponent_opened", now, closes_on=last_day(closes_at))
    return campaign


def describe(
    *,
    campaign: Campaign,
    title: str,
    summary: str,
    story: str,
    translations: Translations,
    cover: PictureView | None,
    actor: str,
    now: datetime,
) -> None:
    """Write what a locked campaign says of itself from now on; its address and cost stay.

    `translations` hold title and summary.
    """
    campaign.title, campaign.summary, campaign.story, campaign.cover = title, summary, story, pictures.kept(cover)
    campaign.translations = translations
    campaign.save(update_fields=["title", "summary", "story", "translations", "cover"])
    audit.record(actor=actor, verb="describe", object_kind="campaign", object_id=campaign.pk, now=now)
    announce_change(campaign_id=campaign.pk, now=now)


def mark_threshold_reached(*, campaign: Campaign, now: datetime) -> None:
    """Remember when a locked campaign first reached its threshold with collected money."""
    campaign.threshold_reached_at = now
    campaign.save(update_fields=["threshold_reached_at"])
    tell_proponent(campaign, "proponent_reached", now)


def forget_threshold(*, campaign: Campaign, now: datetime) -> None:
    """Take back that a locked campaign reached its threshold: money that counted went back before the outcome."""
    campaign.threshold_reached_at = None
    campaign.save(update_fields=["threshold_reached_at"])
    audit.record(actor="system", verb="threshold_lost", object_kind="campaign", object_id=campaign.pk, now=now)
    announce_change(campaign_id=campaign.pk, now=now)


def shorten(*, campaign: Campaign, closes_at: datetime, now: datetime) -> None:
    """End a locked campaign with the round whose goal it missed: that is its deadline now."""
    before = campaign.closes_at.isoformat() if campaign.closes_at else ""
    data: dict[str, object] = {"before": before, "after": closes_at.isoformat()}
    campaign.closes_at = closes_at
    campaign.save(update_fields=["closes_at"])
    audit.record(actor="system", verb="shorten", object_kind="campaign", object_id=campaign.pk, now=now, data=data)


def mark_collection_started(*, campaign: Campaign, now: datetime) -> None:
    """Remember when the saved cards of a locked campaign's donors began to be charged."""
    campaign.collection_started_at = now
    campaign.save(update_fields=["collection_started_at"])
    audit.record(actor="system", verb="collect_promises", object_kind="campaign", object_id=campaign.pk, now=now)


def close(*, campaign: Campaign, now: datetime) -> None:
    """Stop a locked campaign at its deadline: no gift may begin any more."""
    campaign.state = advance(TRANSITIONS, CampaignState(campaign.state), CampaignState.OUTCOME_PENDING)
    campaign.save(update_fields=["state"])
    audit.record(actor="system", verb="close", object_kind="campaign", object_id=campaign.pk, now=now)
    announce_change(campaign_id=campaign.pk, now=now)


def settle(*, campaign: Campaign, outcome: CampaignState, now: datetime) -> None:
    """Give a locked campaign its definitive outcome, funded or not."""
    campaign.state = advance(TRANSITIONS, CampaignState(campaign.state), outcome)
    campaign.settled_at = now
    campaign.save(update_fields=["state", "settled_at"])
    audit.record(actor="system", verb=str(outcome), object_kind="campaign", object_id=campaign.pk, now=now)
    announce_change(campaign_id=campaign.pk, now=now)
    tell_proponent(campaign, f"proponent_{outcome}", now)


def cancel(*, campaign: Campaign, reason: str, act_id: int | None, actor: str, now: datetime) -> None:
    """Stop a locked campaign for cause, before its outcome; `reason` is in Italian and public.

    Raises ForbiddenTransition for a campaign that has its outcome, or never opened.
    """
    campaign.state = advance(TRANSITIONS, CampaignState(campaign.state), CampaignState.CANCELLED)
    campaign.settled_at, campaign.cancelled_reason = now, reason
    campaign.save(update_fields=["state", "settled_at", "cancelled_reason"])
    data: dict[str, object] = {"reason": reason, "act": act_id}
    audit.record(actor=actor, verb="cancelled", object_kind="campaign", object_id=campaign.pk, now=now, data=data)
    for kind in ("campaign.deadline", "campaign.settle"):
        registry.take_off_agenda(kind=kind, key=str(campaign.pk))
    announce_change(campaign_id=campaign.pk, now=now)
    tell_proponent(campaign, "proponent_cancelled", now, reason=reason)


def mark_refunds_incomplete(*, campaign_id: int) -> None:
    """Forget that every donor of a campaign had the money back: a refund has failed after it succeeded."""
    Campaign.objects.filter(pk=campaign_id).update(refunds_completed_at=None)


def mark_refunds_completed(*, campaign_id: int, now: datetime) -> None:
    """Remember when the last donor of a campaign that was not funded got the money back."""
    Campaign.objects.filter(pk=campaign_id, refunds_completed_at__isnull=True).update(refunds_completed_at=now)


def announce_change(*, campaign_id: int, now: datetime) -> None:
    """Owe the national showcase a new look at a campaign."""
    registry.put_on_agenda(kind="campaign.changed", key=str(campaign_id), due_at=now, now=now)


def announce_served(*, campaign_id: int, now: datetime) -> None:
    """Owe the showcase a new look at a campaign that its pool served; the pool is locked.

    An item of its own: whoever holds the campaign may hold its other item and wait for the pool that we hold.
    """
    registry.put_on_agenda(kind="campaign.served", key=str(campaign_id), due_at=now, now=now)
