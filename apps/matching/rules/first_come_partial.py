"""Short pool, "first come, partial": the last project that finds money gets what is left.

Two projects entitled to € 300,00 and € 200,00, with € 400,00 free: the first gets € 300,00, the second € 100,00.

>>> grant_cents(30_000, 40_000), grant_cents(20_000, 10_000)
(30000, 10000)
"""

from collections.abc import Mapping

IDENTIFIER = "first_come_partial@1"
WORDING: Mapping[str, str] = {
    "it": "Se i soldi non bastano per tutti, l'ultimo progetto in ordine di tempo riceve quello che resta.",
    "en": "If the money is not enough for all, the last project in order of time gets what is left.",
    "de": "Reicht das Geld nicht für alle, erhält das zeitlich letzte Projekt, was übrig ist.",
    "fr": "Si l'argent ne suffit pas pour tous, le dernier projet dans l'ordre du temps reçoit ce qui reste.",
    "sl": "Če denarja ni dovolj za vse, časovno zadnji projekt prejme, kar ostane.",
}


def grant_cents(entitlement_cents: int, available_cents: int) -> int:
    """Return min(entitlement, what is available), never below 0. Cents."""
    return max(0, min(entitlement_cents, available_cents))
