"""What must hold after every step of a life: the sentences of money.md, computed from rows and not by the product.

`R` is the eligible collected money of a campaign, counted here anew from the gifts and the published rules.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator

from apps.calls import selectors as calls
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Amounts, Base, Exhaustion, MatchKind, Relation
from apps.matching.rules.record import recompute
from tests.lives import tallies
from tests.lives.books import Books, Campaign, Gift
from tests.lives.processor import Processor

UNDECIDED = ("open", "outcome_pending")
FINAL = ("definitive", "rollover")
REMAINING = (Base.REMAINING_COST, Base.CAPPED_REMAINING)
_terms: dict[tuple[int, str], MatchTerms] = {}


class Broken(AssertionError):
    """An invariant does not hold; the text says which and with which figures."""


def terms_of(campaign: Campaign) -> MatchTerms:
    """Return the rules under which a campaign opened; read once, because a published version never changes."""
    key = (campaign.version, campaign.category)
    if key not in _terms:
        _terms[key] = calls.terms_of_version(campaign.version).for_category(campaign.category)
    return _terms[key]


def forget_terms() -> None:
    """Forget versions that a rollback has undone."""
    _terms.clear()


def counted(books: Books, campaign: Campaign) -> tuple[int, int]:
    """Return R, in cents, and how many donors gave it."""
    terms = terms_of(campaign)
    counting, by_donor = terms.counting, Counter[str]()
    for gift in books.gifts.values():
        if (
            gift.campaign == campaign.pk
            and gift.state == "collected"
            and gift.channel in counting.channels
            and gift.donor_kind in counting.donor_kinds
            and Relation(gift.relation) not in counting.excluded_relations
        ):
            by_donor[gift.donor] += gift.amount_cents - (gift.fee_cents if counting.amounts is Amounts.NET else 0)
    ceiling = counting.per_donor_ceiling_cents
    amounts = [cents if ceiling is None else min(cents, ceiling) for cents in by_donor.values()]
    return sum(amounts), sum(cents > 0 for cents in amounts)


def threshold_cents(campaign: Campaign, held_cents: int) -> int:
    """Return the R from which a campaign is reached: ceil(C * t), or what the match leaves of the cost. Cents."""
    terms = terms_of(campaign)
    if terms.threshold_bps is None:
        return max(0, campaign.cost_cents - held_cents)
    return -(-campaign.cost_cents * terms.threshold_bps // 10_000)


def check(before: Books | None, books: Books, processor: Processor) -> None:
    """Raise Broken with everything that does not hold."""
    found = [
        *_accounts(books),
        *_pool(books),
        *_waiting(books),
        *(problem for campaign in books.campaigns.values() for problem in _campaign(before, books, campaign)),
        *(problem for gift in books.gifts.values() for problem in _gift(books, gift, processor)),
        *_donations(books),
        *tallies.wrong(books),
        *_decisions(books),
        *_monotone(before, books),
    ]
    if found:
        raise Broken("\n".join(found))


def _accounts(books: Books) -> Iterator[str]:
    for code, kept in books.accounts.items():
        if list(kept[1:]) != books.sums[code]:
            yield f"account {code} keeps {kept[1:]}, its transfers sum to {books.sums[code]}"


def _pool(books: Books) -> Iterator[str]:
    pool, funded_cents = f"pool:{books.call}", books.posted_cents(f"appropriation:{books.call}")
    reserved_cents = books.sums[pool][2]
    committed_cents = sum(books.posted_cents(f"campaign:{pk}:match") for pk in books.campaigns)
    free_cents = books.posted_cents(pool) - reserved_cents
    claimed = (sum(each.reserved_cents for each in books.claims), sum(each.committed_cents for each in books.claims))
    if funded_cents != committed_cents + reserved_cents + free_cents or free_cents < 0:
        yield f"pool: {funded_cents} funded, {committed_cents} committed, {reserved_cents} reserved, {free_cents} free"
    if claimed != (reserved_cents, committed_cents):
        yield f"claims say {claimed} reserved and committed, the ledger {(reserved_cents, committed_cents)}"
    if sum(claimed) > funded_cents:
        yield f"grants of {sum(claimed)} exceed the pool of {funded_cents}"


def _waiting(books: Books) -> Iterator[str]:
    free_cents = books.posted_cents(f"pool:{books.call}") - books.sums[f"pool:{books.call}"][2]
    for claim in books.claims:
        missing_cents = claim.entitlement_cents - claim.held_cents
        if missing_cents < 0:
            yield f"claim {claim.pk} holds {claim.held_cents} of {claim.entitlement_cents}"
        whole = terms_of(books.campaigns[claim.campaign]).exhaustion is Exhaustion.FIRST_COME_WHOLE
        takes_cents = missing_cents if whole else 1
        if claim.released_at is None and missing_cents > 0 and free_cents >= takes_cents:
            yield f"{free_cents} are free and claim {claim.pk} waits for {missing_cents}"


def _campaign(before: Books | None, books: Books, campaign: Campaign) -> Iterator[str]:
    terms, held_cents = terms_of(campaign), books.held_cents(campaign.pk)
    eligible_cents, donors = counted(books, campaign)
    least_cents = threshold_cents(campaign, held_cents)
    reached = eligible_cents >= least_cents and donors >= terms.counting.min_distinct_donors
    name = f"campaign {campaign.pk} ({campaign.state}, R {eligible_cents} of {least_cents}, {donors} donors)"
    if held_cents > (terms.cap_per_project_cents or 0):
        yield f"{name} holds {held_cents}, its cap is {terms.cap_per_project_cents}"
    if campaign.state in UNDECIDED and terms.kind is MatchKind.THRESHOLD and held_cents and not reached:
        yield f"{name} holds {held_cents} below its threshold"
    was = before.campaigns.get(campaign.pk) if before else None
    if campaign.state == "funded" and was and was.state in UNDECIDED and not reached:
        yield f"{name} was funded below its threshold"
    if campaign.state == "not_funded" and before and was and was.state in UNDECIDED and _stood(before, was):
        yield f"{name} was not funded above its threshold"
    if campaign.state in ("not_funded", "cancelled") and held_cents:
        yield f"{name} holds {held_cents}"


def _stood(before: Books, campaign: Campaign) -> bool:
    """Tell whether a campaign with a threshold of its own stood above it, before a step that took no money away."""
    eligible_cents, donors = counted(before, campaign)
    terms = terms_of(campaign)
    enough = donors >= terms.counting.min_distinct_donors
    return terms.threshold_bps is not None and enough and eligible_cents >= threshold_cents(campaign, 0)


def _gift(books: Books, gift: Gift, processor: Processor) -> Iterator[str]:
    moved = books.of_gifts[gift.pk]
    refund = processor.refunds.get(gift.refund_id or "")
    by_card = gift.refund_state == "succeeded" or (gift.refund_state == "pending" and refund and refund.told_moved)
    went_back = int(bool(by_card)) + (gift.bank_paid or 0)
    name = f"gift {gift.pk} ({gift.state}, refund {gift.refund_state}, bank {gift.bank_state}, {dict(moved)})"
    if moved["donation"] + moved["transfer_undone"] != (gift.amount_cents if gift.attempt_state == "paid" else 0):
        yield f"{name} is {gift.attempt_state} for {gift.amount_cents}"
    standing_cents = -sum(moved[kind] for kind in ("refund", "refund_failure", "bank_refund", "bank_refund_return"))
    if went_back > 1 or standing_cents != went_back * gift.amount_cents:
        yield f"{name} went back {went_back} times, with {standing_cents}"
    if (gift.state == "refunded") != (went_back == 1) and not (gift.state == "refunding" and by_card):
        yield f"{name} went back {went_back} times and is not in that state"
    taken = (gift.withdrawn or 0) - (gift.reinstated or 0)
    if moved["dispute"] != -taken * gift.amount_cents:
        yield f"{name} was taken {taken} times by a dispute"
    if (gift.state == "collected" and taken) or (gift.state == "charged_back" and not taken):
        yield f"{name} does not follow its dispute ({gift.dispute_state})"


def _donations(books: Books) -> Iterator[str]:
    by_state: dict[int, int] = defaultdict(int)
    for gift in books.gifts.values():
        by_state[gift.campaign] += sum(books.of_gifts[gift.pk].values())
    for pk in books.campaigns:
        if books.posted_cents(f"campaign:{pk}:donations") != by_state[pk]:
            yield f"campaign {pk}: the gifts sum to {by_state[pk]}, the ledger says otherwise"


def _decisions(books: Books) -> Iterator[str]:
    last = {pk: number for number, pk, _, _ in books.decisions}
    for number, pk, phase, text in books.decisions:
        yield from recompute(text)
        result, campaign = json.loads(text)["result"], books.campaigns[pk]
        terms, granted_cents = terms_of(campaign), result["granted_cents"]
        eligible_cents, cost_cents = result["eligible_cents"], campaign.cost_cents
        if phase in FINAL and last[pk] == number and granted_cents != books.held_cents(pk):
            yield f"decision on {pk} ({phase}) grants {granted_cents}, the campaign holds {books.held_cents(pk)}"
        if not 0 <= granted_cents <= result["entitlement_cents"] <= (terms.cap_per_project_cents or 0):
            yield f"decision on {pk} ({phase}) grants {granted_cents} of {result['entitlement_cents']}"
        if granted_cents and eligible_cents < threshold_cents(campaign, granted_cents):
            yield f"decision on {pk} ({phase}) grants {granted_cents} on {eligible_cents}"
        if campaign.state == "funded" and phase == "definitive" and eligible_cents != counted(books, campaign)[0]:
            yield f"decision on {pk} counts {eligible_cents}, the gifts are {counted(books, campaign)[0]}"
        if terms.base in REMAINING and eligible_cents + granted_cents > max(eligible_cents, cost_cents):
            yield f"decision on {pk} ({phase}): {eligible_cents} + {granted_cents} exceed the cost"


def _monotone(before: Books | None, books: Books) -> Iterator[str]:
    """More money for a campaign never makes its whole funding smaller, when nothing else happened to it."""
    for campaign in before.campaigns.values() if before else ():
        assert before is not None
        now = books.campaigns[campaign.pk]
        if now.state != campaign.state or campaign.state not in UNDECIDED:
            continue
        (had_cents, _), (has_cents, _) = counted(before, campaign), counted(books, now)
        held = before.held_cents(campaign.pk), books.held_cents(campaign.pk)
        if has_cents >= had_cents and has_cents + held[1] < had_cents + held[0]:
            yield f"campaign {campaign.pk}: R from {had_cents} to {has_cents}, match from {held[0]} to {held[1]}"
