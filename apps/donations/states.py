"""The life of a gift."""

from enum import StrEnum


class DonationState(StrEnum):
    """`collected` is money on the beneficiary's account; `lapsed` was begun and never paid.

    `awaiting` is a bank transfer announced, `to_confirm` an offline gift that a second officer has not seen yet,
    `promised` a card saved and not charged, `withdrawn` one of these taken back before money moved; `disputed` is
    money that the donor's bank took back until it has decided, `charged_back` for good.
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
    DonationState.COLLECTED: frozenset({DonationState.REFUNDING, DonationState.DISPUTED}),
    DonationState.REFUNDING: frozenset({DonationState.REFUNDED, DonationState.DISPUTED}),
    DonationState.REFUNDED: frozenset({DonationState.REFUNDING}),
    DonationState.DISPUTED: frozenset({DonationState.COLLECTED, DonationState.CHARGED_BACK}),
}
