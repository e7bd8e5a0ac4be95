"""Gifts received by hand as the office reads them, on pages and in a CSV."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

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
COLUMNS = ["numero", "campagna", "donatore", "importo", "mezzo", "ricevuta il", "registrata da", "decisa da", "stato"]
_TONES = {DonationState.TO_CONFIRM: "waiting", DonationState.COLLECTED: "success", DonationState.WITHDRAWN: "danger"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def asked_state(query: Mapping[str, str]) -> str:
    """Return the state that a list is narrowed to, or nothing."""
    state = query.get("stato", "")
    return state if state in LABELS else ""


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


def cells(gift: "OfflineGift") -> list[str]:
    """Return the cells of a gift; text that a spreadsheet would take for a formula is kept text."""
    cents = gift.donation.amount_cents
    texts = (gift.donation.campaign.title, gift.donation.donor_name)
    campaign, donor = (f"'{text}" if text.startswith(_FORMULA) else text for text in texts)
    return [
        str(gift.donation_id),
        campaign,
        donor,
        f"{cents // 100},{cents % 100:02d}",
        MEANS_LABELS[Means(gift.means)],
        gift.received_on.isoformat(),
        gift.recorded_by,
        gift.decided_by,
        LABELS.get(gift.donation.state, gift.donation.state),
    ]
