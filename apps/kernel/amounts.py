"""Amounts and shares as people type them in Italian, read into cents and basis points, and written back for a form.

Owns the notation, not the limits of what is typed. Texts and integers only: no float in between.
"""

import re

from apps.kernel.money import WHOLE_BPS

MAX_LENGTH = 20
MOST_CENTS = 10_000_000_000_00
"""Ten thousand million euro: more is a slip of the hand, and many of them would not fit in the books."""
_GROUPED = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<cents>[0-9]{1,2}))?")
_PLAIN = re.compile(r"(?P<whole>[0-9]{1,19})(?:[.,](?P<cents>[0-9]{1,2}))?")
_AROUND = re.compile(r"^(?:€|euro)|(?:€|euro)$", re.IGNORECASE)
_SHARE = re.compile(r"(?P<whole>[0-9]{1,6})(?:[.,](?P<hundredths>[0-9]{1,2}))?%?")


class NotAnAmountError(ValueError):
    """The text is not an amount of euro."""


class TooMuchError(NotAnAmountError):
    """The text is an amount of more than `MOST_CENTS`."""


class NotAShareError(ValueError):
    """The text is not a percentage."""


def parse_euro(text: str) -> int:
    """Return the cents of an amount of euro, `MOST_CENTS` at most; raises NotAnAmountError, TooMuchError.

    A point before exactly three digits groups thousands; before one or two it is a decimal point, as some phones type.

    >>> [parse_euro(text) for text in ("12,50", "1.000", "€ 1.234,5", "12.50", "35 euro")]
    [1250, 100000, 123450, 1250, 3500]
    """
    bare = "".join(_AROUND.sub("", text.strip()[:MAX_LENGTH]).split())
    found = _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)
    if found is None or len(text.strip()) > MAX_LENGTH:
        raise NotAnAmountError(text)
    cents = int(found["whole"].replace(".", "")) * 100 + int((found["cents"] or "0").ljust(2, "0"))
    if cents > MOST_CENTS:
        raise TooMuchError(text)
    return cents


def parse_share(text: str) -> int:
    """Return the basis points of a percentage; raises NotAShareError.

    >>> [parse_share(text) for text in ("50", "33,33 %", "12.5%", "0,01")]
    [5000, 3333, 1250, 1]
    """
    found = _SHARE.fullmatch("".join(text[:MAX_LENGTH].split()))
    if found is None or len(text.strip()) > MAX_LENGTH:
        raise NotAShareError(text)
    return int(found["whole"]) * (WHOLE_BPS // 100) + int((found["hundredths"] or "0").ljust(2, "0"))


def write_euro(amount_cents: int) -> str:
    """Return an amount that is not negative as one types it, with decimals only when there are some.

    >>> write_euro(5_000_000), write_euro(1_250)
    ('50.000', '12,50')
    """
    whole, cents = divmod(amount_cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{cents:02d}" if cents else grouped


def write_share(share_bps: int) -> str:
    """Return a percentage as one types it, with decimals only when there are some.

    >>> write_share(5_000), write_share(3_333), write_share(1_250)
    ('50', '33,33', '12,5')
    """
    whole, hundredths = divmod(share_bps, 100)
    return f"{whole},{hundredths:02d}".rstrip("0") if hundredths else str(whole)
