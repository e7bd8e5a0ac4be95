"""Amounts, instants and numbers inside sentences, as Italians write them; instants in the city's time zone."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from apps.kernel.formats import euro_short

_NO_BREAK = "\u00a0"


def euro(cents: int) -> str:
    """Return an amount for a sentence, without cents when they are zero, kept on one line."""
    return euro_short(cents)


def last_day(closes_at: datetime) -> str:
    """Return the local day of the last instant before a deadline."""
    return timezone.localtime(closes_at - timedelta(microseconds=1)).strftime("%d/%m/%Y")


def until(instant: datetime) -> str:
    """Return the last moment before an instant: `entro la fine del 18/02/2021` when it is midnight."""
    local = timezone.localtime(instant)
    if local.time() == time.min:
        return f"entro la fine del{_NO_BREAK}{(local - timedelta(days=1)).strftime('%d/%m/%Y')}"
    return f"entro le{_NO_BREAK}{local.strftime('%H:%M')} del{_NO_BREAK}{local.strftime('%d/%m/%Y')}"


def time_left(closes_at: datetime, now: datetime) -> str:
    """Return how long a campaign still takes gifts, in whole local days."""
    last = timezone.localtime(closes_at - timedelta(microseconds=1)).date()
    days = (last - timezone.localtime(now).date()).days
    if closes_at <= now:
        return "La raccolta è chiusa"
    if days <= 0:
        return "È l'ultimo giorno"
    return "Manca un giorno" if days == 1 else f"Mancano {days} giorni"


def gifts(count: int) -> str:
    """Return a number of gifts."""
    if count == 0:
        return "nessuna donazione"
    return "una donazione" if count == 1 else f"{count:,} donazioni".replace(",", ".")


def joined(*sentences: str) -> str:
    """Return the sentences that are not empty, one after the other."""
    return " ".join(sentence for sentence in sentences if sentence)
