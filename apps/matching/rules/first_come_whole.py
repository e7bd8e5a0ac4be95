"""Short pool, "first come, whole": whoever cannot be paid in full waits, and the next is tried.

Two projects entitled to € 300,00 and € 200,00, with € 250,00 free: the first waits, the second gets € 200,00.

>>> grant_cents(30_000, 25_000), grant_cents(20_000, 25_000)
(0, 20000)
"""

from collections.abc import Mapping

IDENTIFIER = "first_come_whole@1"
WORDING: Mapping[str, str] = {
    "it": "Se i soldi rimasti non bastano per un progetto intero, quel progetto aspetta e si passa al successivo.",
    "en": "If the money left is not enough for a whole project, that project waits and the next one is tried.",
    "de": "Reicht das restliche Geld nicht für ein ganzes Projekt, wartet dieses, und das nächste kommt an die Reihe.",
    "fr": "Si l'argent restant ne suffit pas pour un projet entier, ce projet attend et l'on passe au suivant.",
    "sl": "Če preostali denar ne zadošča za cel projekt, ta projekt čaka in na vrsto pride naslednji.",
}


def grant_cents(entitlement_cents: int, available_cents: int) -> int:
    """Return the whole entitlement when it is available, else 0. Cents."""
    return entitlement_cents if 0 < entitlement_cents <= available_cents else 0
