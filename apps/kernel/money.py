"""Arithmetic on integer cents and basis points; every division names its rounding."""

from collections.abc import Sequence

WHOLE_BPS = 10_000
NO_BREAK_SPACE, NARROW_SPACE = "\u00a0", "\u202f"
_SPACED = frozenset({"de", "fr", "sl"})
"""Languages that keep the sign of per cent apart from the number, by a space at which no line ends."""


def share_floor(amount_cents: int, share_bps: int) -> int:
    """Return the share of an amount, rounded down to the cent.

    >>> share_floor(101, 5_000)
    50
    """
    return amount_cents * share_bps // WHOLE_BPS


def share_ceil(amount_cents: int, share_bps: int) -> int:
    """Return the share of an amount, rounded up to the cent.

    >>> share_ceil(101, 5_000)
    51
    """
    return -(-amount_cents * share_bps // WHOLE_BPS)


def split_largest_remainder(total_cents: int, weights: Sequence[int]) -> list[int]:
    """Split a total by weights so that the parts sum to it; remaining cents go to the largest remainders.

    Ties go to the earlier position. The weights are not negative and not all zero.

    >>> split_largest_remainder(100, [1, 1, 1])
    [34, 33, 33]
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative, nor all zero")
    parts = [total_cents * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(total_cents * weights[i] % whole), i))
    for position in order[: total_cents - sum(parts)]:
        parts[position] += 1
    return parts


def format_euro(amount_cents: int) -> str:
    """Return an amount as Italians write it, kept on one line.

    >>> format_euro(23_243_834)
    '€\\xa0232.438,34'
    >>> format_euro(-5)
    '-€\\xa00,05'
    """
    whole, cents = divmod(abs(amount_cents), 100)
    sign = "-" if amount_cents < 0 else ""
    return f"{sign}€{NO_BREAK_SPACE}{whole:,}".replace(",", ".") + f",{cents:02d}"


def format_share(share_bps: int, language: str = "it") -> str:
    r"""Return a share of basis points as a percentage in a language, decimals only when there are some.

    >>> format_share(5_000), format_share(3_333), format_share(1_250, "en"), format_share(1_250, "de")
    ('50%', '33,33%', '12.5%', '12,5\u202f%')
    """
    whole, hundredths = divmod(share_bps, 100)
    decimals = f"{hundredths:02d}".rstrip("0")
    point, gap = "." if language == "en" else ",", NARROW_SPACE if language in _SPACED else ""
    return f"{whole}{point if decimals else ''}{decimals}{gap}%"
