"""What the body that runs a campaign is told of it, each fact once; one without an address is told nothing."""

from datetime import datetime

from django.utils import timezone

from apps.campaigns.models import Campaign
from apps.kernel.periods import last_moment
from apps.notifications import services as notifications
from apps.people import selectors as people


def tell_proponent(campaign: Campaign, kind: str, now: datetime, **more: object) -> None:
    """Owe the proponent the message of a kind about a campaign, in the transaction of the fact."""
    body = people.get_organisation(campaign.proponent_id)
    if not body.email:
        return
    data = {"name": body.name, "campaign": campaign.title, "path": f"/campagne/{campaign.slug}/", **more}
    notifications.enqueue(kind=kind, key=str(campaign.pk), to=body.email, data=data, now=now)


def last_day(closes_at: datetime) -> str:
    """Return the local day of the last instant before a deadline, in ISO form."""
    return timezone.localdate(last_moment(closes_at)).isoformat()
