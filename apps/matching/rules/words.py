"""The closed lists of words of a decision: when it is taken, what it says, what bounded it."""

from enum import StrEnum


class Phase(StrEnum):
    """At which moment the decision is taken."""

    PROVISIONAL = "provisional"
    ROUND = "round"
    DEFINITIVE = "definitive"
    ROLLOVER = "rollover"


class Outcome(StrEnum):
    """What the decision says."""

    NOT_REACHED = "not_reached"
    GRANTED = "granted"
    GRANTED_IN_PART = "granted_in_part"
    WAITING = "waiting"
    NOTHING_DUE = "nothing_due"


class Limit(StrEnum):
    """What kept the campaign from being reached, or bounded its grant."""

    TOO_LITTLE_MONEY = "too_little_money"
    TOO_FEW_DONORS = "too_few_donors"
    CAP = "cap"
    POOL_SHORT = "pool_short"
