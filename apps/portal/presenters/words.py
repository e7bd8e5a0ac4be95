"""Amounts, instants and numbers inside sentences, as the reader writes them; instants in the city's time zone."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.kernel.formats import day, euro_short, whole
from apps.kernel.periods import last_moment


def euro(cents: int) -> str:
    """Return an amount for a sentence, without cents when they are zero, kept on one line."""
    return euro_short(cents)


def last_day(closes_at: datetime) -> str:
    """Return the local day of the last instant before a deadline."""
    return day(timezone.localtime(last_moment(closes_at)))


def until(instant: datetime) -> str:
    """Return the last moment before an instant: `entro la fine del 18/02/2021` when it is midnight."""
    local = timezone.localtime(instant)
    if local.time() == time.min:
        return _("entro la fine del\u00a0%(day)s") % {"day": day(local - timedelta(days=1))}
    return _("entro le\u00a0%(time)s del\u00a0%(day)s") % {"time": local.strftime("%H:%M"), "day": day(local)}


def time_left(closes_at: datetime, now: datetime) -> str:
    """Return how long a campaign still takes gifts, in whole local days."""
    last = timezone.localtime(last_moment(closes_at)).date()
    days = (last - timezone.localtime(now).date()).days
    if closes_at <= now:
        return _("La raccolta è chiusa")
    if days <= 0:
        return _("È l'ultimo giorno")
    return ngettext("Manca un giorno", "Mancano %(days)s giorni", days) % {"days": days}


def gifts(count: int) -> str:
    """Return a number of gifts."""
    if count == 0:
        return _("nessuna donazione")
    return ngettext("una donazione", "%(count)s donazioni", count) % {"count": whole(count)}


def joined(*sentences: str) -> str:
    """Return the sentences that are not empty, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)
