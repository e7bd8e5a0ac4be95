"""Holds the processor's accounts of one active city, or of all, against the ledger; changes nothing."""

from apps.transparency import selectors
from apps.transparency.commands import CityProof
from apps.transparency.selectors import Proof


class Command(CityProof):
    """Every balance transaction has exactly one entry and the reverse; tolerance zero cents."""

    help = "Confronta i conti presso il servizio di pagamento con il registro, movimento per movimento."
    agreed = "ogni movimento è nel registro, differenza 0 centesimi"

    def prove(self) -> Proof:
        """Compare the accounts of the current city."""
        return selectors.reconcile()
