"""By which means and on which day a gift was paid, in the words of a receipt, and whether that leaves a trace.

Sources: D.Lgs. 117/2017 art. 83 and D.Lgs. 241/1997 art. 23: bank, post office, cards, cheques; never cash. What an
officer recorded as `other` is not known to leave a trace.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from apps.donations import selectors as donations
from apps.donations.states import Means
from apps.payments.states import AT_THE_PROCESSOR
from apps.receipts.rules.calendar import day_of

if TYPE_CHECKING:
    from apps.donations.models import Donation

CARD = "Carta di pagamento, online"
_TRACEABLE: dict[str, str] = {
    "transfer": "Bonifico bancario",
    Means.CHEQUE: "Assegno",
    Means.POS: "Carta di pagamento, con terminale POS",
}


@dataclass(frozen=True)
class Paid:
    """The payment of a gift; no means when it leaves no trace."""

    means: str
    paid_on: date
    reference: str

    @property
    def is_traceable(self) -> bool:
        """Whether a receipt can name the means."""
        return bool(self.means)


def list_paid(gifts: "Sequence[Donation]") -> dict[int, Paid]:
    """Return the payment of each gift that was collected; the gifts are read with their attempts."""
    received = donations.list_received([gift.pk for gift in gifts])
    found = {}
    for gift in gifts:
        if gift.collected_at is None:
            continue
        other = received.get(gift.pk)
        if other:
            found[gift.pk] = Paid(_TRACEABLE.get(other.means, ""), other.paid_on, gift.attempt.charge_id)
        elif gift.attempt.kind in AT_THE_PROCESSOR:
            found[gift.pk] = Paid(CARD, day_of(gift.collected_at), gift.attempt.charge_id)
    return found
