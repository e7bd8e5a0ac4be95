"""Names beside gifts as the office sees them: reported by citizens, or hidden."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min

from apps.community.models import Report
from apps.donations.selectors import names

REPORTED, HIDDEN = "reported", "hidden"


@dataclass(frozen=True, kw_only=True)
class DeskName:
    """A name as the office lists it, empty where none is read any more; `since`: of the first report, or the hiding.

    `reports` are those nobody has looked at.
    """

    donation_id: int
    name: str
    campaign: str
    is_hidden: bool
    reports: int
    since: datetime


def find_names(*, show: str = REPORTED) -> list[DeskName]:
    """Return the names that citizens have reported, oldest report first, or those that are hidden, latest first."""
    return _hidden() if show == HIDDEN else _reported()


def reports_of_name(donation_id: int) -> list[Report]:
    """Return the reports of the name beside a gift, oldest first."""
    return list(Report.objects.filter(donation_id=donation_id).order_by("created_at", "pk"))


def _reported() -> list[DeskName]:
    found = Report.objects.filter(donation__isnull=False, closed_at__isnull=True).values("donation_id")
    counted = found.annotate(count=Count("pk"), since=Min("created_at")).order_by("since")
    by_gift = {row["donation_id"]: row for row in counted}
    gifts = {gift.pk: gift for gift in names.list_gifts(list(by_gift))}
    return [
        DeskName(
            donation_id=pk,
            name=names.name_in_public(gifts[pk]),
            campaign=gifts[pk].campaign.title,
            is_hidden=gifts[pk].name_is_hidden,
            reports=row["count"],
            since=row["since"],
        )
        for pk, row in by_gift.items()
    ]


def _hidden() -> list[DeskName]:
    return [
        DeskName(
            donation_id=row.donation_id,
            name=row.name,
            campaign=row.donation.campaign.title,
            is_hidden=True,
            reports=0,
            since=row.hidden_at,
        )
        for row in names.find_hidden_names()
    ]
