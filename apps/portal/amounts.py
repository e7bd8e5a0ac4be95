"""Amounts as people type them in Italian, read into cents. Owns the notation, not the limits of a gift."""

import re

MAX_LENGTH = 20
_GROUPED = re.compile(r"(?P<whole>[0-9]{1,3}(?:\.[0-9]{3})+)(?:,(?P<cents>[0-9]{1,2}))?")
_PLAIN = re.compile(r"(?P<whole>[0-9]{1,9})(?:[.,](?P<cents>[0-9]{1,2}))?")
_AROUND = re.compile(r"^(?:€|euro)|(?:€|euro)$", re.IGNORECASE)


class NotAnAmountError(ValueError):
    """The text is not an amount of euro."""


def parse_euro(text: str) -> int:
    """Return the cents of an amount of euro; raises NotAnAmountError.

    A point before exactly three digits groups thousands; before one or two it is a decimal point, as some phones type.

    >>> [parse_euro(text) for text in ("12,50", "1.000", "€ 1.234,5", "12.50", "35 euro")]
    [1250, 100000, 123450, 1250, 3500]
    """
    bare = "".join(_AROUND.sub("", text.strip()[:MAX_LENGTH]).split())
    found = _GROUPED.fullmatch(bare) or _PLAIN.fullmatch(bare)
    if found is None or len(text.strip()) > MAX_LENGTH:
        raise NotAnAmountError(text)
    whole = int(found["whole"].replace(".", ""))
    return whole * 100 + int((found["cents"] or "0").ljust(2, "0"))
