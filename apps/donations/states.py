"""The life of a gift."""

from enum import StrEnum


class DonationState(StrEnum):
    """`collected` is money on the beneficiary's account; `lapsed` was begun and never paid.

    `awaiting` is a bank transfer announced, `to_confirm` an offline gift that a second officer has not seen yet,
    `promised` a card saved and not charged, `withdrawn` one of these taken back before money moved; `disputed` is
    money that the donor's bank took back until it has decided, `charged_back` for good. A collected
    transfer goes back to `awaiting` when it was matched by mistake.
    """

    STARTED = "started"
    AWAITING = "awaiting"
    TO_CONFIRM = "to_confirm"
    PROMISED = "promised"
    COLLECTED = "collected"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    REFUNDING = "refunding"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    CHARGED_BACK = "charged_back"


TRANSITIONS: dict[DonationState, frozenset[DonationState]] = {
    DonationState.STARTED: frozenset({DonationState.COLLECTED, DonationState.PROMISED, DonationState.LAPSED}),
    DonationState.AWAITING: frozenset({DonationState.COLLECTED, DonationState.LAPSED, DonationState.WITHDRAWN}),
    DonationState.TO_CONFIRM: frozenset({DonationState.COLLECTED, DonationState.WITHDRAWN}),
    DonationState.PROMISED: frozenset({DonationState.COLLECTED, DonationState.LAPSED, DonationState.WITHDRAWN}),
    DonationState.LAPSED: frozenset({DonationState.COLLECTED}),
    DonationState.COLLECTED: frozenset({DonationState.REFUNDING, DonationState.DISPUTED, DonationState.AWAITING}),
    DonationState.REFUNDING: frozenset({DonationState.REFUNDED, DonationState.DISPUTED}),
    DonationState.REFUNDED: frozenset({DonationState.REFUNDING}),
    DonationState.DISPUTED: frozenset({DonationState.COLLECTED, DonationState.CHARGED_BACK, DonationState.REFUNDED}),
}


HOLDING = frozenset(
    {
        DonationState.STARTED,
        DonationState.AWAITING,
        DonationState.TO_CONFIRM,
        DonationState.PROMISED,
        DonationState.COLLECTED,
        DonationState.DISPUTED,
    }
)
"""States in which a gift keeps its reward from others; one that lapsed, was withdrawn or goes back frees it."""


class Means(StrEnum):
    """How a gift was received by hand."""

    CASH = "cash"
    CHEQUE = "cheque"
    POS = "pos"
    OTHER = "other"


class MatchKind(StrEnum):
    """Why a line of a statement pays a gift: by its reference and amount, by a person's word, or as one more gift."""

    EXACT = "exact"
    CONFIRMED = "confirmed"
    FURTHER = "further"


class GiveBack(StrEnum):
    """Why money of a transfer goes back to its donor as soon as it is recorded."""

    LATE = "late"
    DOUBLE_PAYMENT = "double_payment"


class NameFault(StrEnum):
    """Why a name beside a gift is hidden; for the same reasons texts are."""

    OFFENSIVE = "offensive"
    PERSONAL_DATA = "personal_data"
    ADVERTISING = "advertising"
    FALSE = "false"
    UNLAWFUL = "unlawful"


MEANS_LABELS: dict[Means, str] = {
    Means.CASH: "Contanti",
    Means.CHEQUE: "Assegno",
    Means.POS: "POS",
    Means.OTHER: "Altro",
}
