"""A gift goes on in its life: the one place that writes the state of a gift that was begun."""

from collections.abc import Sequence

from apps.donations.models import Donation
from apps.donations.states import TRANSITIONS, DonationState
from apps.kernel.states import advance


def move(*, donation: Donation, state: DonationState, **changes: object) -> None:
    """Let a locked gift go on to a state, with what else changes in its row; raises ForbiddenTransition."""
    move_all(gifts=[donation], state=state, **changes)


def move_all(*, gifts: Sequence[Donation], state: DonationState, **changes: object) -> None:
    """Let locked gifts of one campaign go on to a state, by the statements of one; raises ForbiddenTransition."""
    for donation in gifts:
        advance(TRANSITIONS, DonationState(donation.state), state)
    changes |= {"state": state}
    Donation.objects.filter(pk__in=[donation.pk for donation in gifts]).update(**changes)
    for donation in gifts:
        for name, value in changes.items():
            setattr(donation, name, value)
