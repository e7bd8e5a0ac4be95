"""Short pool, "first come, whole": whoever cannot be paid in full waits, and the next is tried.

Two projects entitled to € 300,00 and € 200,00, with € 250,00 free: the first waits, the second gets € 200,00.

>>> grant_cents(30_000, 25_000), grant_cents(20_000, 25_000)
(0, 20000)
"""

IDENTIFIER = "first_come_whole@1"
WORDING = "Se i soldi rimasti non bastano per un progetto intero, quel progetto aspetta e si passa al successivo."


def grant_cents(entitlement_cents: int, available_cents: int) -> int:
    """Return the whole entitlement when it is available, else 0. Cents."""
    return entitlement_cents if 0 < entitlement_cents <= available_cents else 0
