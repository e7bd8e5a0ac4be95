"""Base "remaining cost": the municipality pays what the citizens have left to pay, up to the cap.

Milano, pilot of 2014: "the remaining costs". A project of € 100.000,00 with € 70.000,00 of donations gets € 30.000,00:

>>> entitlement_cents(10_000_000, 7_000_000, 5_000_000)
3000000
"""

from collections.abc import Mapping

IDENTIFIER = "remaining_cost@1"
WORDING: Mapping[str, str] = {
    "it": "{Giver} paga quello che manca per arrivare al costo del progetto.",
    "en": "{Giver} pays what is missing to reach the project's cost.",
    "de": "{Giver} trägt, was bis zu den Projektkosten fehlt.",
    "fr": "{Giver} paie ce qui manque pour atteindre le coût du projet.",
    "sl": "{Giver} plača, kar manjka do stroška projekta.",
}


def entitlement_cents(cost_cents: int, eligible_cents: int, cap_cents: int) -> int:
    """Return min(C - R, K), never below 0. Cents."""
    return max(0, min(cost_cents - eligible_cents, cap_cents))
