"""The gifts of a campaign, made up from its plan: who, how much, when, with which card. Same plan, same gifts."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from apps.donations.rules import Gift
from apps.kernel.money import split_largest_remainder
from colletta.local.story import plan, receipts
from colletta.local.story.cashier import (
    DECLINED,
    ITALIAN,
    MASTERCARD,
    NO_FUNDS,
    REFUSED_LATER,
    THREE_D_SECURE,
    VISA,
)
from colletta.local.story.days import Calendar
from colletta.local.story.plan import CampaignPlan

_NAMESPACE = uuid5(NAMESPACE_URL, "https://colletta.example.org/storia")
_STEP_EURO = 10
_HOURS = (8, 22)
_SOME_CARDS = ((VISA,), (ITALIAN,), (MASTERCARD,), (ITALIAN,), (VISA,), (DECLINED, VISA), (THREE_D_SECURE,), (ITALIAN,))


@dataclass(frozen=True)
class PlannedGift:
    """One gift: the instant at which it is begun and the cards tried until one is accepted."""

    key: UUID
    at: datetime
    gift: Gift
    cards: tuple[str, ...]

    @property
    def is_left(self) -> bool:
        """Whether the donor gives up after the cards: the page stays open until somebody closes it."""
        return self.cards[-1] == NO_FUNDS


def gifts_of(city: str, campaign: CampaignPlan, calendar: Calendar) -> list[PlannedGift]:
    """Return the gifts of a campaign in the order in which they are made; the first listed body gives last."""
    dice = random.Random(f"{city}/{campaign.slug}")
    gifts = list(_gifts(campaign, dice, plan.citizen(city)))
    first, last = calendar.at(campaign.days.opens, time(10)), calendar.at(campaign.days.last_gift, time(18))
    instants = sorted(_instant(first, last - timedelta(hours=1), dice) for _ in gifts)
    if campaign.gifts.bodies:
        instants[-1] = last
    return [
        PlannedGift(uuid5(_NAMESPACE, f"{city}/{campaign.slug}/{number}"), instant, gift, cards)
        for number, (instant, (gift, cards)) in enumerate(zip(instants, gifts, strict=True))
    ]


def _gifts(
    campaign: CampaignPlan, dice: random.Random, citizen: dict[str, str]
) -> Iterator[tuple[Gift, tuple[str, ...]]]:
    planned = campaign.gifts
    bodies = dice.sample(plan.people()["bodies"], len(planned.bodies))
    last, *others = planned.bodies or [0]
    early = [_from_a_body(name, euro) for name, euro in zip(bodies[1:], others, strict=True)] if bodies else []
    persons = [_from_a_person(euro, dice) for euro in _shares(planned.people_euro, planned.people, dice)]
    if persons:
        persons[0] = replace(persons[0], donor_name=citizen["donor_name"], donor_email=citizen["donor_email"])
    early += persons
    dice.shuffle(early)
    paid = [*early, *([_from_a_body(bodies[0], last)] if bodies else [])]
    for _ in range(planned.abandoned):
        yield _from_a_person(20, dice), (NO_FUNDS,)
    refused = persons[len(persons) - planned.refused_later :]
    for number, gift in enumerate(paid):
        cards = _SOME_CARDS[(number + len(campaign.slug)) % len(_SOME_CARDS)]
        yield receipts.asking(gift, number), (REFUSED_LATER,) if gift in refused else cards


def _shares(total_euro: int, people: int, dice: random.Random) -> list[int]:
    steps = total_euro // _STEP_EURO - people
    weights = [dice.choice((1, 1, 2, 2, 3, 5, 8)) for _ in range(people)]
    return [(1 + share) * _STEP_EURO for share in split_largest_remainder(steps, weights)]


def _from_a_body(name: str, euro: int) -> Gift:
    return Gift(euro * 100, name, f"{_address(name)}@example.org", donor_kind="legal_entity", is_demo=True)


def _from_a_person(euro: int, dice: random.Random) -> Gift:
    names = plan.people()
    name = f"{dice.choice(names['given_names'])} {dice.choice(names['family_names'])}"
    return Gift(euro * 100, name, f"{_address(name)}@example.org", is_anonymous=dice.random() < 1 / 5, is_demo=True)


def _address(name: str) -> str:
    return name.lower().replace(" ", ".")


def _instant(first: datetime, last: datetime, dice: random.Random) -> datetime:
    day = first + timedelta(days=dice.randrange((last - first).days + 1))
    moment = day.replace(hour=dice.randrange(*_HOURS), minute=dice.randrange(60), second=dice.randrange(60))
    return min(max(moment, first), last)
