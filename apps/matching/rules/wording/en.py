"""The rules in English."""

from collections.abc import Iterator

from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import (
    Amounts,
    Channel,
    Collection,
    DonorKind,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
    Relation,
)
from apps.kernel.money import WHOLE_BPS, format_share
from apps.matching.rules import per_donation, threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.matching.rules.wording.parts import adds_money

_CHANNELS = {
    Channel.ONLINE: "online donations",
    Channel.BANK_TRANSFER: "bank transfers",
    Channel.OFFLINE: "gifts handed over and recorded",
}
_DONORS = {DonorKind.NATURAL_PERSON: "people", DonorKind.LEGAL_ENTITY: "companies, associations and other bodies"}
_RELATIONS = {Relation.PROPONENT: "of the proponent", Relation.RELATED_PARTY: "of parties related to the proponent"}
_GIVERS = {PoolOwner.MUNICIPALITY: "the municipality", PoolOwner.NATIONAL: "the national fund"}


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences."""
    return [*_goal(terms), *_match(terms), *_pool(terms), *_counting(terms), *_end(terms), *_limits(terms)]


def match_sentence(terms: MatchTerms) -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    if terms.kind is MatchKind.PER_DONATION:
        return per_donation.WORDING["en"].format(giver=_giver(terms), ratio=_per_euro(terms.ratio_bps or 0))
    wording = threshold.base_rule(terms).WORDING["en"]
    return wording.format(Giver=_opening(terms), share=share(terms.match_share_bps or 0))


def euro(amount_cents: int) -> str:
    """Return an amount as it is written in English.

    >>> euro(23_243_834)
    '€232,438.34'
    """
    whole, cents = divmod(amount_cents, 100)
    return f"€{whole:,}.{cents:02d}"


def share(share_bps: int) -> str:
    """Return a share as it is written in English.

    >>> share(1_250)
    '12.5%'
    """
    return format_share(share_bps).replace(",", ".").replace(" ", "").replace("\u00a0", "")


def _goal(terms: MatchTerms) -> Iterator[str]:
    if terms.threshold_bps is not None:
        yield f"The threshold is {share(terms.threshold_bps)} of the project's cost: donations must reach that sum."
    else:
        yield f"A project succeeds if donations and the money of {_giver(terms)} together cover its minimum cost."
    if len(terms.rounds) > 1:
        yield f"The first {terms.rounds[0].days} days collect the minimum: if it is not reached, the campaign ends."
        rest = sum(each.days for each in terms.rounds[1:])
        yield f"If the minimum is reached, the campaign goes on for {rest} days towards the best sum."


def _match(terms: MatchTerms) -> Iterator[str]:
    giver = _giver(terms)
    if not adds_money(terms):
        yield f"{_opening(terms)} adds no money: the project gets the citizens' donations."
        return
    if terms.kind is MatchKind.THRESHOLD:
        yield f"If the project reaches the threshold, {giver} adds its money."
    yield match_sentence(terms)
    if terms.first_donation_only:
        yield "Only the first donation of each person to each project is matched."
    if terms.cap_per_donor_cents is not None:
        yield f"For the donations of one person {giver} adds at most {euro(terms.cap_per_donor_cents)}."
    for boost in terms.boosts:
        yield _boost(boost)
    if terms.cap_per_project_cents is not None:
        yield f"{_opening(terms)} gives at most {euro(terms.cap_per_project_cents)} to each project."
    for category, cap_cents in terms.caps_by_category.items():
        yield f"To a project of the category “{category}” it gives at most {euro(cap_cents)}."


def _pool(terms: MatchTerms) -> Iterator[str]:
    if not adds_money(terms):
        return
    if terms.pool_cents is not None:
        yield f"For the whole call {_giver(terms)} provides {euro(terms.pool_cents)}."
    yield from _order(terms)
    yield rule_of(terms.exhaustion).WORDING["en"]
    yield "Money that becomes free goes to those who wait, by the same rule."
    yield "The exact sum is computed at the end, on the money really collected and not on what was pledged."


def _order(terms: MatchTerms) -> Iterator[str]:
    if terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING:
        yield f"With each donation collected, {_giver(terms)} sets its addition aside at once."
        yield "Donations are served in the order in which they are collected, and that order is public."
    elif terms.judged is Judgement.ON_CROSSING:
        yield f"When a project reaches the threshold, {_giver(terms)} sets the money for it aside at once."
        yield "The money goes to projects in the order in which they reach the threshold, as long as there is some."
    elif terms.exhaustion in TOGETHER:
        yield f"{_opening(terms)} checks the threshold when the campaigns end."
        yield "Projects with the same deadline are decided together."
    else:
        yield f"{_opening(terms)} checks the threshold when the campaign ends."
        yield "The money goes to projects in the order in which their campaigns end, as long as there is some."


def _counting(terms: MatchTerms) -> Iterator[str]:
    counting = terms.counting
    yield f"What counts: {_and([_CHANNELS[channel] for channel in counting.channels])}."
    if counting.amounts is Amounts.NET:
        yield "Each donation counts without the payment's fee."
    if len(counting.donor_kinds) < len(DonorKind):
        yield f"Only donations of {_and([_DONORS[kind] for kind in counting.donor_kinds])} count."
    excluded = [_RELATIONS[each] for each in _RELATIONS if each in counting.excluded_relations]
    if excluded:
        yield f"The money {_and(excluded)} does not count."
    if Relation.PROPONENT not in counting.excluded_relations:
        yield "The proponent's own money counts too."
    if counting.per_donor_ceiling_cents is not None:
        yield f"The donations of one person count up to {euro(counting.per_donor_ceiling_cents)}."
    if counting.min_distinct_donors > 1:
        yield f"At least {counting.min_distinct_donors} different donors are needed."


def _end(terms: MatchTerms) -> Iterator[str]:
    if terms.collection is Collection.CHARGE_NOW:
        yield "A donation is charged at once."
    else:
        yield "Donors save their card: it is charged only if the pledges are enough to reach the threshold."
        yield "A pledge counts only when its money has been collected."
    if terms.on_failure is OnFailure.KEEP:
        yield "If the project does not succeed, its proponent keeps the donations all the same."
        yield f"In that case {_giver(terms)} adds nothing."
    else:
        yield "If the project does not succeed, every donation goes back in full to whoever made it."
        if terms.fee_bearer is FeeBearer.MUNICIPALITY:
            yield "The fees of the refunds are paid by the municipality."
    if terms.late_payments_days:
        days = "one day" if terms.late_payments_days == 1 else f"{terms.late_payments_days} days"
        yield f"After the deadline we wait at most {days} for payments already begun."


def _limits(terms: MatchTerms) -> Iterator[str]:
    if terms.campaign_days is not None:
        yield f"Each campaign lasts {terms.campaign_days} days."
    if terms.min_donation_cents is not None:
        yield f"The smallest donation is {euro(terms.min_donation_cents)}."
    if terms.min_project_cost_cents is not None:
        yield f"A project costs at least {euro(terms.min_project_cost_cents)}."
    if terms.max_project_cost_cents is not None:
        yield f"A project costs at most {euro(terms.max_project_cost_cents)}."


def _boost(boost: Boost) -> str:
    adds, length = _per_euro(boost.ratio_bps), _hours(boost.hours)
    if boost.from_hour is not None:
        return f"For {length}, from {_hours(boost.from_hour)} after the opening, it adds {adds} for each euro."
    if boost.starts_at is not None:
        return f"For {length}, from {boost.starts_at:%d %B %Y at %H:%M}, it adds {adds} for each euro."
    return f"For {length}, at a time that an act will announce, it adds {adds} for each euro."


def _giver(terms: MatchTerms) -> str:
    return _GIVERS[terms.pool_owner]


def _opening(terms: MatchTerms) -> str:
    return _giver(terms).replace("the", "The", 1)


def _hours(hours: int) -> str:
    return "one hour" if hours == 1 else f"{hours} hours"


def _per_euro(ratio_bps: int) -> str:
    return "one euro" if ratio_bps == WHOLE_BPS else euro(ratio_bps * 100 // WHOLE_BPS)


def _and(items: list[str]) -> str:
    return " and ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
