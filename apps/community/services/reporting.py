"""Saying that a text, or the name beside a gift, should not be there: once per person, or per network of a guest.

Enough people with an account hold the text. Guests only bring it before the office: nobody knows how many they are.
"""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from apps.audit import services as audit
from apps.community import selectors
from apps.community.models import Report
from apps.community.rules import writing
from apps.community.selectors import desk, texts
from apps.community.selectors.texts import what_of
from apps.community.states import Reason, State
from apps.donations.selectors import names
from tenants.registry.schema import current_schema

MOST_WORDS = 500


@transaction.atomic
def report_text(
    *, what: str, text_id: int, reporter_id: int | None, guest: str, reason: str, words: str, now: datetime
) -> bool:
    """Report a text that is shown and return whether the report is new; raises TextNotFound.

    `guest` is the network that a guest comes from: only a keyed digest of it is kept.
    """
    row = texts.lock_text(what, text_id)
    if row.state not in (State.VISIBLE, State.HELD):
        raise selectors.TextNotFound(_("Questo commento non esiste."))
    report = _first_of(desk.target_of(row), reporter_id, guest, reason, words, now)
    if report is None:
        return False
    row.state = writing.state_after_report(
        state=State(row.state),
        open_reports=desk.count_reports_of_people(row),
        most_reports=selectors.policy().most_reports,
    )
    row.save(update_fields=["state"])
    data: dict[str, object] = {"report": report.pk, "reason": report.reason, "state": row.state}
    actor = _actor(reporter_id)
    audit.record(actor=actor, verb="report", object_kind=what_of(row), object_id=row.pk, now=now, data=data)
    return True


@transaction.atomic
def report_name(
    *, donation_id: int, reporter_id: int | None, guest: str, reason: str, words: str, now: datetime
) -> bool:
    """Bring the name beside a gift before the office, and return whether the report is new; raises DonationNotFound.

    Reports alone hide no name: whoever gave would lose it by the word of three others.
    """
    gift, _name = names.get_named(donation_id)
    report = _first_of({"donation_id": gift.pk}, reporter_id, guest, reason, words, now)
    if report is None:
        return False
    data: dict[str, object] = {"report": report.pk, "reason": report.reason}
    actor = _actor(reporter_id)
    audit.record(actor=actor, verb="report", object_kind="donation", object_id=gift.pk, now=now, data=data)
    return True


def nobodys_fingerprint() -> str:
    """Return a fingerprint that no person has, for the report of who has left."""
    return secrets.token_hex(32)


def _first_of(
    target: dict[str, int], reporter_id: int | None, guest: str, reason: str, words: str, now: datetime
) -> Report | None:
    report, is_new = Report.objects.get_or_create(
        **target,
        fingerprint=_fingerprint(reporter_id, guest),
        defaults={
            "reporter_id": reporter_id,
            "reason": Reason(reason),
            "text": writing.cleaned(words)[:MOST_WORDS],
            "created_at": now,
        },
    )
    return report if is_new else None


def _actor(reporter_id: int | None) -> str:
    return f"user:{reporter_id}" if reporter_id else "guest"


def _fingerprint(reporter_id: int | None, guest: str) -> str:
    who = f"user:{reporter_id}" if reporter_id else f"guest:{guest}"
    return salted_hmac(f"community.report:{current_schema()}", who, algorithm="sha256").hexdigest()
