"""The life of a gift."""

from enum import StrEnum


class DonationState(StrEnum):
    """`collected` is money on the beneficiary's account; `lapsed` was begun and never paid."""

    STARTED = "started"
    COLLECTED = "collected"
    LAPSED = "lapsed"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


TRANSITIONS: dict[DonationState, frozenset[DonationState]] = {
    DonationState.STARTED: frozenset({DonationState.COLLECTED, DonationState.LAPSED}),
    DonationState.LAPSED: frozenset({DonationState.COLLECTED}),
    DonationState.COLLECTED: frozenset({DonationState.REFUNDING}),
    DonationState.REFUNDING: frozenset({DonationState.REFUNDED}),
}
