"""Amounts and days as the reader of the page writes them: Italian unless another language is active.

Owns no meaning: amounts arrive in integer cents, days and instants already in the zone in which they are shown.
"""

from contextlib import suppress
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.numbers import format_currency, format_decimal
from django.utils.translation import get_language

from apps.kernel.money import NO_BREAK_SPACE, format_share

MINUS = "\u2212"
_SOURCE = "it"
_DAYS = {"en": "%-d %B %Y", "de": "%d.%m.%Y", "sl": "%d. %m. %Y"}
_LOCALES = {"en": "en_IE"}


def euro(cents: int) -> str:
    """Return an amount kept on one line: `€ 232.438,34`, in English `€232,438.34`."""
    language = get_language() or _SOURCE
    if language != _SOURCE:
        return _currency(cents, language, ".00")
    units, remainder = divmod(abs(cents), 100)
    return f"{_units(units, cents < 0)},{remainder:02d}"


def euro_short(cents: int) -> str:
    """Return an amount kept on one line, with its cents only when there are some."""
    language = get_language() or _SOURCE
    if cents % 100:
        return euro(cents)
    return _units(abs(cents) // 100, cents < 0) if language == _SOURCE else _currency(cents, language, "")


def whole(number: int) -> str:
    """Return a whole number, its thousands apart: `12.500`, in English `12,500`."""
    language = get_language() or _SOURCE
    text: str = format_decimal(number, locale=_LOCALES.get(language, language))
    return text.replace(" ", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE)


def share(share_bps: int) -> str:
    """Return a share in basis points: `12,5%`, in English `12.5%`, in German and French with a narrow space."""
    return format_share(share_bps, get_language() or _SOURCE)


def day_pattern() -> str:
    """Return the pattern of a day for `strftime`: `18/02/2021`, in German `18.02.2021`, in English by name."""
    return _DAYS.get(get_language() or _SOURCE, "%d/%m/%Y")


def day(moment: date) -> str:
    """Return a day, or the day of an instant that is already local."""
    return moment.strftime(day_pattern())


def day_said(kept: str) -> str:
    """Return a day that is kept in ISO form; what is kept in words of its own, or empty, stays as it is."""
    with suppress(ValueError):
        return day(date.fromisoformat(kept))
    return kept


def _units(units: int, negative: bool) -> str:
    grouped = f"{units:,}".replace(",", ".")
    return f"€{NO_BREAK_SPACE}{MINUS if negative else ''}{grouped}"


def _currency(cents: int, language: str, decimals: str) -> str:
    locale = Locale.parse(_LOCALES.get(language, language))
    pattern = locale.currency_formats["standard"].pattern.replace(".00", decimals)
    text: str = format_currency(Decimal(cents).scaleb(-2), "EUR", pattern, locale=locale, currency_digits=False)
    return text.replace(" ", NO_BREAK_SPACE).replace("\u202f", NO_BREAK_SPACE)
