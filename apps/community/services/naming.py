"""What the office does of names beside gifts: hide, restore, leave as they are; each closes what was reported."""

from datetime import datetime

from django.db import transaction

from apps.audit import services as audit
from apps.community.models import Report
from apps.donations import selectors
from apps.donations import services as donations


@transaction.atomic
def hide_name(*, donation_id: int, reason: str, note: str, actor: str, now: datetime) -> None:
    """Take the name beside a gift off the public pages for a reason, and tell its donor; raises NameRefused."""
    donations.hide_name(donation_id=donation_id, fault=reason, note=note, actor=actor, now=now)
    _close_reports(donation_id, now)


@transaction.atomic
def leave_name(*, donation_id: int, actor: str, now: datetime) -> None:
    """Leave the name beside a gift as it is, or gone as it has meanwhile: its reports are closed."""
    gift = selectors.find_donation(donation_id)
    _close_reports(gift.pk, now)
    audit.record(actor=actor, verb="name.left", object_kind="donation", object_id=gift.pk, now=now)


@transaction.atomic
def restore_name(*, hidden_id: int, actor: str, now: datetime) -> None:
    """Let a hidden name be read again, and tell its donor; raises NameRefused where it is not hidden."""
    row = donations.restore_name(hidden_id=hidden_id, actor=actor, now=now)
    _close_reports(row.donation_id, now)


def _close_reports(donation_id: int, now: datetime) -> None:
    Report.objects.filter(donation_id=donation_id, closed_at__isnull=True).update(closed_at=now)
