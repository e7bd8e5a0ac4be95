"""Base "fixed share": the municipality adds a share of the cost, whatever the citizens gave above the threshold.

A project of € 100.000,00 with € 70.000,00 of donations and a share of 50 % gets € 50.000,00:

>>> entitlement_cents(10_000_000, 5_000, 5_000_000)
5000000
"""

from collections.abc import Mapping

from apps.kernel.money import share_floor

IDENTIFIER = "fixed_share@1"
WORDING: Mapping[str, str] = {
    "it": "{Giver} aggiunge il {share} del costo del progetto, anche se le donazioni superano la soglia.",
    "en": "{Giver} adds {share} of the project's cost, even if the donations exceed the threshold.",
    "de": "{Giver} gibt {share} der Projektkosten dazu, auch wenn die Spenden die Schwelle übersteigen.",
    "fr": "{Giver} ajoute {share} du coût du projet, même si les dons dépassent le seuil.",
    "sl": "{Giver} doda {share} stroška projekta, tudi če donacije presežejo prag.",
}


def entitlement_cents(cost_cents: int, share_bps: int, cap_cents: int) -> int:
    """Return min(floor(C * m), K), never below 0. Cents, basis points."""
    return max(0, min(share_floor(cost_cents, share_bps), cap_cents))
