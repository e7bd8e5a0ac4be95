"""A draft is published as the next version; what donors relied on changes only with a reason that everyone reads."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.calls.rules.canonical import sha256_of
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.campaigns.states import PUBLIC
from apps.editorial import selectors
from apps.editorial.models import ContentVersion, Correction
from apps.editorial.rules import checks, freeze
from apps.editorial.rules.content import Content
from apps.editorial.rules.freeze import Change
from apps.editorial.rules.languages import card_in_languages
from apps.kernel.errors import DomainError

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

MOST_REASON = 400


class NotComplete(DomainError):
    """Something that every campaign must tell is missing; `reasons` says what."""

    code = "content_not_complete"
    status = 409


class BudgetDoesNotAddUp(DomainError):
    """The items of the budget do not add up to the campaign's cost."""

    code = "budget_does_not_add_up"
    status = 409


class ReasonNeeded(DomainError):
    """Donors relied on what changes: a reason for everyone to read is needed; `changes` says what it would correct."""

    code = "correction_reason_needed"
    status = 422


class NothingToPublish(DomainError):
    """What is written is what is published."""

    code = "nothing_to_publish"
    status = 409


def changes_to_correct(campaign: "Campaign", before: Content, after: Content) -> list[Change]:
    """Return what a publication would correct in the eyes of donors; nothing while the campaign is a draft."""
    return freeze.frozen_changes(before, after) if campaign.state in PUBLIC else []


@transaction.atomic
def publish(*, campaign_id: int, reason: str, actor: str, now: datetime) -> ContentVersion:
    """Publish the draft of a campaign as its next version, and what it corrects with its `reason`.

    Cost and beneficiary are no part of a content: rules and gifts stand on them. Raises NothingToPublish, NotComplete,
    BudgetDoesNotAddUp, ReasonNeeded.
    """
    campaign = campaigns.lock_campaign(campaign_id)
    latest = selectors.latest_version(campaign_id)
    before, after = selectors.published(campaign_id), selectors.draft(campaign_id)
    if latest is not None and before == after:
        raise NothingToPublish(_("Non c'è niente di nuovo da pubblicare."))
    _require_complete(after, campaign.cost_cents)
    changes = changes_to_correct(campaign, before, after)
    if changes and not reason.strip():
        raise ReasonNeeded(_("Scrivi perché cambia: chi ha donato lo leggerà."), changes=changes)
    document = after.to_document()
    version = ContentVersion.objects.create(
        campaign_id=campaign_id,
        number=1 if latest is None else latest.number + 1,
        document=document,
        sha256=sha256_of(document),
        published_at=now,
        published_by=actor,
    )
    record_corrections(campaign_id=campaign_id, changes=changes, reason=reason, actor=actor, now=now)
    data: dict[str, object] = {"version": version.number, "sha256": version.sha256}
    audit.record(actor=actor, verb="publish", object_kind="campaign", object_id=campaign_id, now=now, data=data)
    campaign_services.describe(
        campaign=campaign,
        title=after.title,
        summary=after.summary,
        story=after.story,
        translations=card_in_languages(after),
        cover=after.cover,
        actor=actor,
        now=now,
    )
    return version


def record_corrections(
    *,
    campaign_id: int,
    changes: Sequence[Change],
    reason: str,
    actor: str,
    now: datetime,
    update_id: int | None = None,
) -> None:
    """Keep what was changed after donors relied on it, or after it was read as news; in the caller's transaction."""
    Correction.objects.bulk_create(
        Correction(
            campaign_id=campaign_id,
            update_id=update_id,
            **vars(change),
            reason=" ".join(reason.split())[:MOST_REASON],
            corrected_at=now,
            corrected_by=actor,
        )
        for change in changes
    )


def _require_complete(content: Content, cost_cents: int) -> None:
    refusal = checks.why_budget_is_wrong(content, cost_cents=cost_cents)
    if refusal:
        raise BudgetDoesNotAddUp(refusal)
    missing = [
        item.text for item in checks.checklist(content, cost_cents=cost_cents) if item.is_required and not item.is_done
    ]
    if missing:
        raise NotComplete(_("Prima di pubblicare manca: %(what)s.") % {"what": "; ".join(missing)}, reasons=missing)
