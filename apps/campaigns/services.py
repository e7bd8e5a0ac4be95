"""Writes of campaigns: create, open, and the marks that the outcome leaves."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.calls import selectors as calls
from apps.campaigns import rules, selectors
from apps.campaigns.models import Campaign
from apps.campaigns.states import TRANSITIONS, CampaignState
from apps.kernel.errors import DomainError
from apps.kernel.states import advance
from apps.payments import selectors as payments
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
    reasons = rules.why_cannot_open(
        terms=calls.terms_of_version(version.pk),
        can_charge=payments.get_account(account_pk).charges_enabled,
        opens_at=now,
        closes_at=closes_at,
        cost_cents=campaign.cost_cents,
        opened_before=len(selectors.list_campaigns_of_call(campaign.call_id)),
    )
    if reasons:
        raise CannotOpen(" ".join(reasons), reasons=reasons)
    campaign.state = advance(TRANSITIONS, CampaignState(campaign.state), CampaignState.OPEN)
    campaign.rules_version, campaign.account_id = version, account_pk
    campaign.opens_at, campaign.closes_at = now, closes_at
    campaign.save(update_fields=["state", "rules_version", "account", "opens_at", "closes_at"])
    audit.record(actor=actor, verb="open", object_kind="campaign", object_id=campaign.pk, now=now)
    registry.put_on_agenda(kind="campaign.deadline", key=str(campaign.pk), due_at=closes_at, now=now)
    announce_change(campaign_id=campaign.pk, now=now)
    return campaign


def mark_threshold_reached(*, campaign: Campaign, now: datetime) -> None:
    """Remember when a locked campaign first reached its threshold with collected money."""
    campaign.threshold_reached_at = now
    campaign.save(update_fields=["threshold_reached_at"])


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


def mark_refunds_completed(*, campaign_id: int, now: datetime) -> None:
    """Remember when the last donor of a campaign that was not funded got the money back."""
    Campaign.objects.filter(pk=campaign_id, refunds_completed_at__isnull=True).update(refunds_completed_at=now)


def announce_change(*, campaign_id: int, now: datetime) -> None:
    """Owe the national showcase a new look at a campaign."""
    registry.put_on_agenda(kind="campaign.changed", key=str(campaign_id), due_at=now, now=now)
