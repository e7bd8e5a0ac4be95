"""Gifts received by hand as the office reads them."""

from typing import TYPE_CHECKING, Any

from apps.donations import selectors
from apps.donations.states import MEANS_LABELS, DonationState, Means

if TYPE_CHECKING:
    from apps.donations.models import OfflineGift

LABELS: dict[str, str] = {
    DonationState.TO_CONFIRM: "Da confermare",
    DonationState.COLLECTED: "Confermata",
    DonationState.WITHDRAWN: "Rifiutata",
    DonationState.REFUNDING: "Da restituire",
    DonationState.REFUNDED: "Restituita",
}
STATE_OPTIONS = [(str(state), label) for state, label in LABELS.items()]
_TONES = {DonationState.TO_CONFIRM: "waiting", DonationState.COLLECTED: "success", DonationState.WITHDRAWN: "danger"}


def row(gift: "OfflineGift") -> dict[str, Any]:
    """Return a gift with its words."""
    state = DonationState(gift.donation.state)
    return {
        "gift": gift,
        "donation": gift.donation,
        "means": MEANS_LABELS[Means(gift.means)],
        "state": LABELS.get(state, state),
        "tone": _TONES.get(state, "neutral"),
        "is_waiting": state == DonationState.TO_CONFIRM,
    }


def told(gift: "OfflineGift", reader: str) -> dict[str, Any]:
    """Return what the page of one gift says to `reader`, with the gifts that may be the same one while it waits."""
    told_of = row(gift)
    alike = selectors.list_alike(gift) if told_of["is_waiting"] else []
    return {"gift": gift, "row": told_of, "alike": alike, "is_own": gift.recorded_by == reader}
