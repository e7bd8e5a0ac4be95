"""Recomputes every decision of one active city, or of all, from its record; changes nothing."""

from apps.transparency import selectors
from apps.transparency.commands import CityProof
from apps.transparency.selectors import Proof


class Command(CityProof):
    """A decision must come out as it was written, and its grant must stand in the ledger."""

    help = "Ricalcola ogni decisione dai dati che conserva e la confronta con il registro."
    agreed = "ogni decisione è confermata"

    def prove(self) -> Proof:
        """Recompute the decisions of the current city."""
        return selectors.recompute_decisions()
