"""Base "capped remaining": what the citizens have left to pay, but not more than a share of the cost.

A project of € 100.000,00 with a share of 40 % gets € 40.000,00 at € 50.000,00 of donations, and € 30.000,00 at
€ 70.000,00:

>>> entitlement_cents(10_000_000, 5_000_000, 4_000, 6_000_000)
4000000
>>> entitlement_cents(10_000_000, 7_000_000, 4_000, 6_000_000)
3000000
"""

from collections.abc import Mapping

from apps.kernel.money import share_floor

IDENTIFIER = "capped_remaining@1"
WORDING: Mapping[str, str] = {
    "it": "{Giver} paga quello che manca, ma non più del {share} del costo del progetto.",
    "en": "{Giver} pays what is missing, but not more than {share} of the project's cost.",
    "de": "{Giver} trägt, was fehlt, aber nicht mehr als {share} der Projektkosten.",
    "fr": "{Giver} paie ce qui manque, mais pas plus de {share} du coût du projet.",
    "sl": "{Giver} plača, kar manjka, vendar ne več kot {share} stroška projekta.",
}


def entitlement_cents(cost_cents: int, eligible_cents: int, share_bps: int, cap_cents: int) -> int:
    """Return min(C - R, floor(C * m), K), never below 0. Cents, basis points."""
    return max(0, min(cost_cents - eligible_cents, share_floor(cost_cents, share_bps), cap_cents))
