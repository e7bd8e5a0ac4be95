"""A gift goes on in its life: the one place that writes the state of a gift that was begun, and so what gifts sum to.

A state that is summed is entered and left with the campaign locked: gifts never wait for each other's sums in a circle.
"""

from collections.abc import Sequence

from apps.donations.models import TALLIED, Donation
from apps.donations.services import tally
from apps.donations.states import TRANSITIONS, DonationState
from apps.kernel.states import advance


def move(*, donation: Donation, state: DonationState, **changes: object) -> None:
    """Let a locked gift go on to a state, with what else changes in its row; raises ForbiddenTransition."""
    move_all(gifts=[donation], state=state, **changes)


def move_all(*, gifts: Sequence[Donation], state: DonationState, **changes: object) -> None:
    """Let locked gifts of one campaign go on to a state, by the statements of one; raises ForbiddenTransition."""
    for donation in gifts:
        advance(TRANSITIONS, DonationState(donation.state), state)
    ids, changes = [donation.pk for donation in gifts], {**changes, "state": state}
    if any(donation.state in TALLIED for donation in gifts):
        tally.take_out(ids)
    Donation.objects.filter(pk__in=ids).update(**changes)
    if state in TALLIED:
        tally.put_in(ids)
    for donation in gifts:
        for name, value in changes.items():
            setattr(donation, name, value)
