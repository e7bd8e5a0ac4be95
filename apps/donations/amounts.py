"""The amount of a gift: what a donor typed, read and checked against its limits, and which amounts are offered.

The notation is `apps.kernel.amounts`; what else a gift must be is in `rules`. Cents.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from apps.kernel.amounts import NotAnAmountError, TooMuchError, parse_euro
from apps.kernel.formats import euro_short

OFFERED = 4
_STEPS = (1, 2, 5, 10)
_MINUS = ("-", "\u2212", "\u2013")


class AmountRefusedError(ValueError):
    """What was typed is not an amount that may be given; the text says why, for the donor."""


def read(text: str, *, min_cents: int, max_cents: int) -> int:
    """Return the cents of a gift as it was typed; raises AmountRefusedError."""
    bare = text.strip()
    if not bare:
        raise AmountRefusedError(_("Scrivi l'importo che vuoi donare."))
    is_negative = bare.startswith(_MINUS) or bare.endswith(_MINUS)
    try:
        amount_cents = parse_euro(bare.strip("".join(_MINUS)) if is_negative else bare)
    except TooMuchError as error:
        raise AmountRefusedError(_too_much(max_cents)) from error
    except NotAnAmountError as error:
        raise AmountRefusedError(_("Scrivi solo l'importo in euro, in cifre. Per esempio 35 oppure 12,50.")) from error
    if is_negative or amount_cents == 0:
        said = _("L'importo deve essere più di zero: si dona da %(least)s in su.")
        raise AmountRefusedError(said % {"least": euro_short(min_cents)})
    check(amount_cents, min_cents=min_cents, max_cents=max_cents)
    return amount_cents


def check(amount_cents: int, *, min_cents: int, max_cents: int) -> None:
    """Raise AmountRefusedError for an amount outside the limits, which may be given themselves."""
    if amount_cents < min_cents:
        raise AmountRefusedError(_("L'importo minimo è %(least)s.") % {"least": euro_short(min_cents)})
    if amount_cents > max_cents:
        raise AmountRefusedError(_too_much(max_cents))


def suggested(usual: Sequence[int], *, min_cents: int, max_cents: int) -> list[int]:
    """Return the amounts to offer: the city's usual ones that are allowed, filled up with multiples of the least.

    >>> suggested([10_00, 25_00, 50_00, 100_00], min_cents=2_00, max_cents=10_000_00)
    [1000, 2500, 5000, 10000]
    >>> suggested([10_00, 25_00, 50_00, 100_00], min_cents=40_00, max_cents=10_000_00)
    [4000, 5000, 8000, 10000]
    """
    allowed = [cents for cents in usual if min_cents <= cents <= max_cents][:OFFERED]
    more = [cents for cents in (min_cents * step for step in _STEPS) if cents <= max_cents and cents not in allowed]
    return sorted([*allowed, *more[: OFFERED - len(allowed)]])


def _too_much(max_cents: int) -> str:
    said = _("L'importo massimo online è %(most)s. Per donare di più scrivi al Comune.")
    return said % {"most": euro_short(max_cents)}
