"""The rules in English."""

from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation
from apps.matching.rules.wording.parts import Giver, Language


def euro(amount_cents: int) -> str:
    """Return an amount as it is written in English.

    >>> euro(23_243_834)
    '€232,438.34'
    """
    whole, cents = divmod(amount_cents, 100)
    return f"€{whole:,}.{cents:02d}"


LANGUAGE = Language(
    code="en",
    givers={
        PoolOwner.MUNICIPALITY: Giver(
            "the municipality", "The municipality", "of the municipality", "by the municipality"
        ),
        PoolOwner.NATIONAL: Giver(
            "the national fund", "The national fund", "of the national fund", "by the national fund"
        ),
    },
    channels={
        Channel.ONLINE: "online donations",
        Channel.BANK_TRANSFER: "bank transfers",
        Channel.OFFLINE: "gifts handed over and recorded",
    },
    donors={
        DonorKind.NATURAL_PERSON: "people",
        DonorKind.LEGAL_ENTITY: "companies, associations and other bodies",
    },
    relations={
        Relation.PROPONENT: "of the proponent",
        Relation.RELATED_PARTY: "of parties related to the proponent",
    },
    euro=euro,
    one_euro="one euro",
    hours=("one hour", "{count} hours"),
    days=("one day", "{count} days"),
    conjunction=" and ",
    phrases={
        "threshold": "The threshold is {share} of the project's cost: donations must reach that sum.",
        "minimum": "A project succeeds if donations and the money of {giver} together cover its minimum cost.",
        "first_round": "The first {days} days collect the minimum: if it is not reached, the campaign ends.",
        "next_rounds": "If the minimum is reached, the campaign goes on for {days} days towards the best sum.",
        "no_money": "{Giver} adds no money: the project gets the citizens' donations.",
        "if_reached": "If the project reaches the threshold, {giver} adds its money.",
        "first_donation": "Only the first donation of each person to each project is matched.",
        "per_donor": "For the donations of one person {giver} adds at most {sum}.",
        "per_project": "{Giver} gives at most {sum} to each project.",
        "per_category": "To a project of the category “{category}” it gives at most {sum}.",
        "pool": "For the whole call {giver} provides {sum}.",
        "freed": "Money that becomes free goes to those who wait, by the same rule.",
        "exact_sum": "The exact sum is computed at the end, on the money really collected and not on what was pledged.",
        "each_gift_aside": "With each donation collected, {giver} sets its addition aside at once.",
        "gifts_in_order": "Donations are served in the order in which they are collected, and that order is public.",
        "each_project_aside": "When a project reaches the threshold, {giver} sets the money for it aside at once.",
        "projects_in_order": (
            "The money goes to projects in the order in which they reach the threshold, as long as there is some."
        ),
        "judged_together": "{Giver} checks the threshold when the campaigns end.",
        "decided_together": "Projects with the same deadline are decided together.",
        "judged_at_close": "{Giver} checks the threshold when the campaign ends.",
        "in_order_of_closing": (
            "The money goes to projects in the order in which their campaigns end, as long as there is some."
        ),
        "channels": "What counts: {which}.",
        "net": "Each donation counts without the payment's fee.",
        "donor_kinds": "Only donations of {which} count.",
        "excluded": "The money {which} does not count.",
        "proponent_counts": "The proponent's own money counts too.",
        "donor_ceiling": "The donations of one person count up to {sum}.",
        "distinct_donors": "At least {donors} different donors are needed.",
        "charged_now": "A donation is charged at once.",
        "charged_on_success": (
            "Donors save their card: it is charged only if the pledges are enough to reach the threshold."
        ),
        "promise_counts": "A pledge counts only when its money has been collected.",
        "kept": "If the project does not succeed, its proponent keeps the donations all the same.",
        "kept_no_match": "In that case {giver} adds nothing.",
        "given_back": "If the project does not succeed, every donation goes back in full to whoever made it.",
        "refund_fees": "The fees of the refunds are paid by the municipality.",
        "late": "After the deadline we wait at most {days} for payments already begun.",
        "campaign_days": "Each campaign lasts {days} days.",
        "min_donation": "The smallest donation is {sum}.",
        "min_cost": "A project costs at least {sum}.",
        "max_cost": "A project costs at most {sum}.",
        "boost_after": "For {length}, from {start} after the opening, it adds {adds} for each euro.",
        "boost_from": "For {length}, from {start:%-d %B %Y at %H:%M}, it adds {adds} for each euro.",
        "boost_announced": "For {length}, at a time that an act will announce, it adds {adds} for each euro.",
    },
)
