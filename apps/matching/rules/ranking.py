"""Short pool, "ranking": the projects are paid in the order of the final ranking, the last one with what is left.

The third and the first of the ranking are due € 300,00 each, with € 400,00 free:

>>> order([(3, 7), (1, 8)])
[1, 0]
>>> grant_cents(300_00, 400_00), grant_cents(300_00, 100_00)
(30000, 10000)
"""

from collections.abc import Mapping, Sequence

IDENTIFIER = "ranking@1"
WORDING: Mapping[str, str] = {
    "it": "Se i soldi non bastano per tutti, vanno ai progetti nell'ordine della graduatoria finale.",
    "en": "If the money is not enough for all, it goes to the projects in the order of the final ranking.",
    "de": "Reicht das Geld nicht für alle, geht es in der Reihenfolge der endgültigen Rangliste an die Projekte.",
    "fr": "Si l'argent ne suffit pas pour tous, il va aux projets dans l'ordre du classement final.",
    "sl": "Če denarja ni dovolj za vse, ga projekti dobijo v vrstnem redu končne lestvice.",
}


def order(places: Sequence[tuple[int | None, int]]) -> list[int]:
    """Return the positions of (rank, key) in the order in which they are paid; without a rank, last, by key."""
    return sorted(range(len(places)), key=lambda at: (places[at][0] is None, places[at][0] or 0, places[at][1]))


def grant_cents(entitlement_cents: int, available_cents: int) -> int:
    """Return min(entitlement, what is available), never below 0. Cents."""
    return max(0, min(entitlement_cents, available_cents))
