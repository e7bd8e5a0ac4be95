"""A campaign is stopped for cause: everybody gets the money back, and the pool gets what it had set aside."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from apps.calls import selectors as calls
from apps.campaigns import selectors as campaigns
from apps.campaigns import services as campaign_services
from apps.kernel.errors import DomainError
from apps.matching.services import everybody
from apps.matching.services.collection import release_campaign
from apps.matching.services.giving_back import dry_run
from apps.matching.services.giving_back.dry_run import Preview
from tenants.registry import services as registry

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


class WorldChanged(DomainError):
    """What would happen is not what was shown any more; `preview` says what would happen now."""

    code = "preview_outdated"
    status = 409


class CancellationRefused(DomainError):
    """The campaign cannot be stopped like this."""

    code = "cancellation_refused"
    status = 422


def preview_cancellation(*, campaign_id: int, now: datetime) -> Preview:
    """Return exactly what stopping a campaign would do now. Raises ForbiddenTransition when it cannot be stopped."""
    return dry_run.dry_run(campaign_id=campaign_id, act=lambda campaign: _stop(campaign, "prova", None, "system", now))


def cancel_campaign(
    *, campaign_id: int, reason: str, act_id: int | None, digest: str, actor: str, now: datetime
) -> Preview:
    """Stop a campaign that has no outcome yet, exactly as the preview of `digest` said, and return what was done.

    Raises CancellationRefused without a reason or with another call's act, WorldChanged, ForbiddenTransition.
    """
    if not reason.strip():
        raise CancellationRefused("Scrivi perché la campagna viene annullata: lo leggono i donatori.")
    with transaction.atomic(durable=True):
        campaign = campaigns.lock_campaign(campaign_id)
        if act_id is not None and act_id not in {act.pk for act in calls.list_acts(campaign.call_id)}:
            raise CancellationRefused("L'atto scelto non è di questo bando.")
        done = dry_run.told(campaign, lambda locked: _stop(locked, reason.strip(), act_id, actor, now))
        if done.digest != digest:
            raise WorldChanged("Nel frattempo qualcosa è cambiato: guarda di nuovo che cosa succede.", preview=done)
        everybody.let_go(campaign=campaign, now=now)
    return done


def _stop(campaign: "Campaign", reason: str, act_id: int | None, actor: str, now: datetime) -> None:
    campaign_services.cancel(campaign=campaign, reason=reason, act_id=act_id, actor=actor, now=now)
    registry.put_on_agenda(kind="cancellation.tell", key=str(campaign.pk), due_at=now, now=now)
    release_campaign(campaign_id=campaign.pk, now=now)
