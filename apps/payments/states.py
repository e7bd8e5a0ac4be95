"""The lives of a payment attempt, of what goes back, of a dispute and of a payout."""

from enum import StrEnum


class AttemptKind(StrEnum):
    """How the money is to come: the hosted page, a saved card, a transfer to the beneficiary's bank, or by hand.

    `setup` saves a card on the hosted page and moves no money.
    """

    CHECKOUT = "checkout"
    SETUP = "setup"
    OFF_SESSION = "off_session"
    TRANSFER = "transfer"
    OFFLINE = "offline"


AT_THE_PROCESSOR = frozenset({AttemptKind.CHECKOUT, AttemptKind.SETUP, AttemptKind.OFF_SESSION})


class AttemptState(StrEnum):
    """`prepared` is committed before the processor hears of it; `open` has a hosted page; money that came wins.

    `saved` is a card kept for later, `failed` a charge that the processor refused for good. A transfer that was
    matched by mistake goes from `paid` back to `prepared`; nothing else leaves `paid`.
    """

    PREPARED = "prepared"
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"
    SAVED = "saved"
    FAILED = "failed"


ATTEMPT: dict[AttemptState, frozenset[AttemptState]] = {
    AttemptState.PREPARED: frozenset(
        {AttemptState.OPEN, AttemptState.PAID, AttemptState.EXPIRED, AttemptState.SAVED, AttemptState.FAILED}
    ),
    AttemptState.OPEN: frozenset({AttemptState.PAID, AttemptState.EXPIRED, AttemptState.SAVED}),
    AttemptState.EXPIRED: frozenset({AttemptState.PAID}),
    AttemptState.PAID: frozenset({AttemptState.PREPARED}),
}


class RefundState(StrEnum):
    """`prepared` is committed before the processor hears of it; `pending` is known to it.

    `failed` can follow `succeeded`: the card is closed and the money comes back to the account. `cancelled` was never
    sent, because the donor's bank had taken the money meanwhile.
    """

    PREPARED = "prepared"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


REFUND: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PREPARED: frozenset(
        {RefundState.PENDING, RefundState.SUCCEEDED, RefundState.FAILED, RefundState.CANCELLED}
    ),
    RefundState.PENDING: frozenset({RefundState.SUCCEEDED, RefundState.FAILED}),
    RefundState.SUCCEEDED: frozenset({RefundState.FAILED}),
}


class BankRefundState(StrEnum):
    """`to_ask`: the donor has not said where; `exported`: in a file for the bank; `returned`: another one follows.

    `cancelled`: nothing is owed any more, because the donor's bank has given the money back.
    """

    TO_ASK = "to_ask"
    READY = "ready"
    EXPORTED = "exported"
    PAID = "paid"
    RETURNED = "returned"
    CANCELLED = "cancelled"


BANK_REFUND: dict[BankRefundState, frozenset[BankRefundState]] = {
    BankRefundState.TO_ASK: frozenset({BankRefundState.READY, BankRefundState.CANCELLED}),
    BankRefundState.READY: frozenset(
        {BankRefundState.READY, BankRefundState.EXPORTED, BankRefundState.PAID, BankRefundState.CANCELLED}
    ),
    BankRefundState.EXPORTED: frozenset({BankRefundState.READY, BankRefundState.PAID, BankRefundState.RETURNED}),
    BankRefundState.PAID: frozenset({BankRefundState.RETURNED}),
}


class DisputeState(StrEnum):
    """An `inquiry` moves no money yet; `lost`, `won` and `inquiry_closed` are the end."""

    INQUIRY = "inquiry"
    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"
    INQUIRY_CLOSED = "inquiry_closed"


CLOSED_DISPUTES = (DisputeState.WON, DisputeState.LOST, DisputeState.INQUIRY_CLOSED)
_STEPS: tuple[tuple[DisputeState, ...], ...] = (
    (DisputeState.INQUIRY,),
    (DisputeState.NEEDS_RESPONSE,),
    (DisputeState.UNDER_REVIEW,),
    CLOSED_DISPUTES,
)


def further(known: DisputeState, told: DisputeState) -> DisputeState:
    """Return the state that is further on; what is closed stays as it was closed.

    >>> further(DisputeState.UNDER_REVIEW, DisputeState.NEEDS_RESPONSE)
    <DisputeState.UNDER_REVIEW: 'under_review'>
    """
    step = {state: number for number, states in enumerate(_STEPS) for state in states}
    return told if step[told] > step[known] else known


class PayoutState(StrEnum):
    """`prepared` is committed before the processor hears of it; `failed` can follow `paid`."""

    PREPARED = "prepared"
    SENT = "sent"
    PAID = "paid"
    FAILED = "failed"


PAYOUT: dict[PayoutState, frozenset[PayoutState]] = {
    PayoutState.PREPARED: frozenset({PayoutState.SENT, PayoutState.PAID, PayoutState.FAILED}),
    PayoutState.SENT: frozenset({PayoutState.PAID, PayoutState.FAILED}),
    PayoutState.PAID: frozenset({PayoutState.FAILED}),
}
