"""What a promise allows, in the active language, and when it is collected. Pure; amounts in cents, instants aware.

Collection policy `charge_on_success` (design of money): the card is saved, and charged once when the promised money
makes the campaign succeed; attempts on days 0, 2, 5 and 9 of a window of ten days.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

ATTEMPT_DAYS = (0, 2, 5, 9)
WINDOW = timedelta(days=10)
EXPIRY_NOTICE = timedelta(days=7)


@dataclass(frozen=True)
class MandateText:
    """What a donor accepts, in which language, and the hash by which the acceptance names it."""

    text: str
    language: str

    @property
    def sha256(self) -> str:
        """The SHA-256 of the text, in lower-case hexadecimal."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def mandate_text(*, beneficiary: str, campaign: str, latest_on: str, language: str) -> MandateText:
    """Return what a donor accepts before the card is saved, in the active `language`; `latest_on` is a day as said."""
    said = _(
        "Autorizzo %(beneficiary)s ad addebitare sulla carta che indico, una volta sola, l'importo che ho scelto come "
        "donazione a «%(campaign)s». L'addebito parte solo se le donazioni promesse raggiungono la soglia della "
        "campagna, e in ogni caso non dopo il %(latest_on)s. Finché l'addebito non è partito posso ritirare "
        "l'autorizzazione dalla pagina della mia donazione."
    )
    named = {"beneficiary": beneficiary, "campaign": campaign, "latest_on": latest_on}
    return MandateText(said % named, language)


def latest_charge_at(closes_at: datetime) -> datetime:
    """Return the first instant at which a promise to a campaign may not be charged any more."""
    return closes_at + WINDOW


def window_of(promised_at: datetime, collection_started_at: datetime) -> tuple[datetime, datetime]:
    """Return from when until when a promise is collected: its own window starts when both have happened."""
    start = max(promised_at, collection_started_at)
    return start, start + WINDOW


def next_attempt_at(window_start: datetime, now: datetime) -> datetime | None:
    """Return when a refused charge is tried again, None when no attempt is left.

    >>> from datetime import UTC
    >>> start = datetime(2026, 3, 1, tzinfo=UTC)
    >>> str(next_attempt_at(start, start)), next_attempt_at(start, start + timedelta(days=9))
    ('2026-03-03 00:00:00+00:00', None)
    """
    return next((at for at in (window_start + timedelta(days=day) for day in ATTEMPT_DAYS) if at > now), None)
