"""The words of receipts: the life of one, why it was cancelled, the tax regime of a campaign."""

from enum import StrEnum


class ReceiptState(StrEnum):
    """`cancelled` keeps its number: numbering has no gaps."""

    ISSUED = "issued"
    CANCELLED = "cancelled"


TRANSITIONS: dict[ReceiptState, frozenset[ReceiptState]] = {
    ReceiptState.ISSUED: frozenset({ReceiptState.CANCELLED}),
}


class CancelCause(StrEnum):
    """`error`: an officer's act; the others follow from the gift. `undone`: it was recorded as paid by mistake."""

    ERROR = "error"
    REFUNDED = "refunded"
    CHARGED_BACK = "charged_back"
    UNDONE = "undone"


CAUSE_OF_STATE: dict[str, CancelCause] = {
    "refunded": CancelCause.REFUNDED,
    "charged_back": CancelCause.CHARGED_BACK,
    "awaiting": CancelCause.UNDONE,
    "withdrawn": CancelCause.UNDONE,
}
"""What a gift's state, in the words of apps.donations, does to its receipt."""


class Regime(StrEnum):
    """What a gift is worth for the donor's taxes: D.Lgs. 117/2017 art. 83, D.L. 83/2014 art. 1, or nothing."""

    CTS_83 = "cts_83"
    ART_BONUS = "art_bonus"
    NONE = "none"


class Refusal(StrEnum):
    """Why a gift has no receipt at this instant."""

    NOT_ASKED = "not_asked"
    NOT_COLLECTED = "not_collected"
    RETURNED = "returned"
    NOT_SETTLED = "not_settled"
    NOT_SUCCEEDED = "not_succeeded"
    CASH = "cash"
    REWARD_ONLY = "reward_only"
    NO_REGIME = "no_regime"
    NO_TEXT = "no_text"
    NO_ISSUER_DATA = "no_issuer_data"
    ISSUED = "issued"
    CANCELLED = "cancelled"
