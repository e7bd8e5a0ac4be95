"""The lives of a payment attempt and of a refund at the processor."""

from enum import StrEnum


class AttemptState(StrEnum):
    """`prepared` is committed before the processor hears of it; `open` has a hosted page; money that came wins."""

    PREPARED = "prepared"
    OPEN = "open"
    PAID = "paid"
    EXPIRED = "expired"


ATTEMPT: dict[AttemptState, frozenset[AttemptState]] = {
    AttemptState.PREPARED: frozenset({AttemptState.OPEN, AttemptState.PAID, AttemptState.EXPIRED}),
    AttemptState.OPEN: frozenset({AttemptState.PAID, AttemptState.EXPIRED}),
    AttemptState.EXPIRED: frozenset({AttemptState.PAID}),
}


class RefundState(StrEnum):
    """`prepared` is committed before the processor hears of it; `pending` is known to it."""

    PREPARED = "prepared"
    PENDING = "pending"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


REFUND: dict[RefundState, frozenset[RefundState]] = {
    RefundState.PREPARED: frozenset({RefundState.PENDING, RefundState.SUCCEEDED, RefundState.FAILED}),
    RefundState.PENDING: frozenset({RefundState.SUCCEEDED, RefundState.FAILED}),
    RefundState.SUCCEEDED: frozenset({RefundState.FAILED}),
}
