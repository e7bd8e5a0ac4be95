"""The machine: what may happen next in a life, chosen by hypothesis."""

from collections import Counter
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from tests.lives import coming, ending, returning, time_passing
from tests.lives.invariants import UNDECIDED
from tests.lives.life import DONORS
from tests.lives.turns import Turns
from tests.lives.worlds import World

HOURS = (1, 7, 30, 70, 150)
CARDS = ("paid", "insufficient_funds", "authentication_required", "stolen_card")
which = st.integers(0, 99)
donors = st.integers(0, len(DONORS) - 1)
amounts = st.integers(0, len(coming.AMOUNTS_CENTS) - 1)
yes = st.booleans()
FATES = ("paid", "paid", "unheard", "left", "open")


def one_of(found: list[Any], place: int) -> Any:
    """Return the element at a place, counted round and round."""
    return found[place % len(found)]


def machine_of(worlds: list[World], patch: Any, told: Counter[str]) -> type[Turns]:
    """Return the machine over some worlds; it counts in `told` what was done."""

    class CampaignLife(Machine):
        def __init__(self) -> None:
            self.worlds, self.patch, self.told = worlds, patch, told
            super().__init__()

    return CampaignLife


class Machine(Turns):
    """Everything that may happen; each rule is one event, and is offered while it makes sense."""

    @initialize(
        place=which, chance=st.integers(0, 9_999), gifts=st.lists(st.tuples(donors, amounts), min_size=1, max_size=4)
    )
    def begin(self, place: int, chance: int, gifts: list[tuple[int, int]]) -> None:
        self.life = self._begin(self.worlds[place % len(self.worlds)], chance)
        for number, (donor, amount) in enumerate(gifts):
            campaign = self.life.campaign_ids[number % len(self.life.campaign_ids)]
            self._step(coming.give, campaign, coming.gift_of(donor, amount), "paid")

    @precondition(lambda self: self._campaigns("open"))
    @rule(place=which, donor=donors, amount=amounts, fate=st.sampled_from(FATES))
    def a_card_gift(self, place: int, donor: int, amount: int, fate: str) -> None:
        self._step(coming.give, one_of(self._campaigns("open"), place), coming.gift_of(donor, amount), fate)

    @precondition(lambda self: self._gifts("started", "lapsed"))
    @rule(place=which, paid=yes)
    def a_payment_is_heard_of(self, place: int, paid: bool) -> None:
        gift = one_of(self._gifts("started", "lapsed"), place)
        if gift.kind in ("checkout", "setup"):
            self._step(coming.hear, gift, paid=paid)

    @precondition(lambda self: self._gifts("promised"))
    @rule(place=which, outcome=st.sampled_from(CARDS))
    def a_promise_is_collected(self, place: int, outcome: str) -> None:
        self._step(coming.charge, one_of(self._gifts("promised"), place), outcome)

    @precondition(lambda self: self._gifts("promised"))
    @rule(place=which, outcome=st.sampled_from(CARDS[1:]), paid=yes)
    def a_refused_promise_is_completed_in_person(self, place: int, outcome: str, paid: bool) -> None:
        gift = one_of(self._gifts("promised"), place)
        self._step(coming.charge, gift, outcome)
        self._step(coming.complete, gift, paid=paid)

    @precondition(lambda self: self._gifts("promised", "awaiting"))
    @rule(place=which)
    def a_gift_is_withdrawn(self, place: int) -> None:
        self._step(coming.withdraw, one_of(self._gifts("promised", "awaiting"), place))

    @precondition(lambda self: self._campaigns("open"))
    @rule(place=which, donor=donors, amount=amounts, at_once=yes)
    def a_transfer_is_announced(self, place: int, donor: int, amount: int, at_once: bool) -> None:
        known = {gift.pk for gift in self._gifts("awaiting")}
        self._step(coming.announce, one_of(self._campaigns("open"), place), coming.gift_of(donor, amount))
        for gift in self._gifts("awaiting"):
            if at_once and gift.pk not in known:
                self._step(coming.arrive, gift, off_by_cents=0, days_ago=0, wish="accept")

    @precondition(lambda self: self._gifts("awaiting", "lapsed", "collected", "withdrawn", kind="transfer"))
    @rule(
        place=which,
        off=st.sampled_from([0, 0, 0, -500, 700]),
        days=st.integers(0, 3),
        wish=st.sampled_from(["accept", "return"]),
    )
    def a_transfer_arrives(self, place: int, off: int, days: int, wish: str) -> None:
        gift = one_of(self._gifts("awaiting", "lapsed", "collected", "withdrawn", kind="transfer"), place)
        self._step(coming.arrive, gift, off_by_cents=off, days_ago=days, wish=wish)

    @precondition(lambda self: self._gifts("collected", kind="transfer"))
    @rule(place=which)
    def a_match_is_undone(self, place: int) -> None:
        self._step(coming.undo, one_of(self._gifts("collected", kind="transfer"), place))

    @precondition(lambda self: self._campaigns("open"))
    @rule(place=which, donor=donors, amount=amounts, wish=st.sampled_from(["accept", "accept", "refuse", "wait"]))
    def a_gift_by_hand(self, place: int, donor: int, amount: int, wish: str) -> None:
        self._step(coming.bring, one_of(self._campaigns("open"), place), coming.gift_of(donor, amount), wish)

    @precondition(lambda self: self._gifts("collected", "disputed"))
    @rule(place=which)
    def a_donor_asks_for_it_back(self, place: int) -> None:
        gift = one_of(self._gifts("collected", "disputed"), place)
        self._step(returning.take_back, gift)

    @precondition(lambda self: self._charged())
    @rule(place=which, heard=yes)
    def a_gift_is_disputed(self, place: int, heard: bool) -> None:
        self._step(returning.dispute, one_of(self._charged(), place), heard=heard)

    @precondition(lambda self: self._disputed())
    @rule(place=which, won=yes)
    def a_dispute_ends(self, place: int, won: bool) -> None:
        self._step(returning.end_dispute, one_of(self._disputed(), place), won=won)

    @precondition(lambda self: self._refunds("prepared"))
    @rule(place=which, outcome=st.sampled_from(ending.REFUNDS))
    def a_refund_is_sent(self, place: int, outcome: str) -> None:
        self._step(returning.refund, one_of(self._refunds("prepared"), place), outcome)

    @precondition(lambda self: self._refunds("pending", "succeeded"))
    @rule(place=which, fails=yes)
    def a_refund_turns_out(self, place: int, fails: bool) -> None:
        gift = one_of(self._refunds("pending", "succeeded"), place)
        self._step(returning.turn, gift, "failed" if fails else "succeeded")

    @precondition(lambda self: self._by_bank())
    @rule(place=which, by_file=yes, returned=yes)
    def a_refund_by_bank_goes_on(self, place: int, by_file: bool, returned: bool) -> None:
        self._step(returning.pay_by_bank, one_of(self._by_bank(), place), by_file=by_file, returned=returned)

    @precondition(lambda self: self._campaigns(*UNDECIDED) and len(self._gifts("collected")) > 2)
    @rule(place=which)
    def a_campaign_is_stopped(self, place: int) -> None:
        self._step(returning.cancel, one_of(self._campaigns(*UNDECIDED), place))

    @rule(hours=st.sampled_from(HOURS))
    def time_passes(self, hours: int) -> None:
        self._step(time_passing.pass_time, hours)

    @precondition(lambda self: self._campaigns("open"))
    @rule()
    def a_deadline_comes(self) -> None:
        self._step(time_passing.close)

    @precondition(lambda self: self._campaigns("outcome_pending"))
    @rule(place=which)
    def a_campaign_is_settled(self, place: int) -> None:
        self._step(time_passing.settle, one_of(self._campaigns("outcome_pending"), place))

    @precondition(lambda self: self._campaigns("open") and "rounds" in self.life.world.name)
    @rule(place=which)
    def a_round_ends(self, place: int) -> None:
        self._step(time_passing.end_round, one_of(self._campaigns("open"), place))

    @rule(amount_cents=st.sampled_from([1, 17_77, 60_00]))
    def the_pool_gets_more(self, amount_cents: int) -> None:
        self._step(time_passing.fund, amount_cents)

    @precondition(lambda self: self.life and len(self.life.campaign_ids) < 4)
    @rule(place=which)
    def the_rules_are_rectified(self, place: int) -> None:
        self._step(time_passing.rectify, place)
