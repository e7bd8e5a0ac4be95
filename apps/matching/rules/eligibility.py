"""Which donations count towards the threshold, and for how much.

The order of the donations changes no total; with a ceiling per donor, the earlier gifts count first: by their place in
the commit sequence where the rules have one, else by donation id.

Two collected donations of one donor, € 60,00 and € 70,00, with a ceiling of € 100,00 per donor:

>>> from apps.calls.rules.vocabulary import Base, MatchKind
>>> terms = MatchTerms(kind=MatchKind.THRESHOLD, threshold_bps=5_000, base=Base.REMAINING_COST,
...     cap_per_project_cents=5_000_000, counting=Counting(per_donor_ceiling_cents=100_00))
>>> given = {"channel": Channel.ONLINE, "donor_kind": DonorKind.NATURAL_PERSON, "relation": Relation.NONE,
...     "fee_cents": 0, "refunded_cents": 0, "collected": True, "donor_key": "a"}
>>> judged = judge(terms, [Contribution(donation_id=1, gross_cents=60_00, **given),
...     Contribution(donation_id=2, gross_cents=70_00, **given)])
>>> [(each.counted_cents, str(each.reason)) for each in judged]
[(6000, 'counted'), (4000, 'donor_ceiling')]
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from apps.calls.rules.parts import Counting
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Amounts, Channel, DonorKind, Relation
from apps.kernel.marking import marked as _

IDENTIFIER = "eligibility@1"
WORDING: Mapping[str, str] = {
    "it": "Contano le donazioni incassate e non restituite, dei canali e dei donatori che il bando ammette.",
    "en": "Donations count that were collected and not given back, from the channels and donors that the call admits.",
    "de": "Es zählen eingegangene, nicht rückerstattete Spenden, deren Weg und Absender die Ausschreibung zulässt.",
    "fr": "Comptent les dons encaissés et non remboursés, des moyens et des donateurs que l'appel admet.",
    "sl": "Štejejo prejete in ne vrnjene donacije, po poteh in od darovalcev, ki jih razpis dopušča.",
}


class Reason(StrEnum):
    """Why a donation counts, counts in part or does not count."""

    COUNTED = "counted"
    DONOR_CEILING = "donor_ceiling"
    NOT_COLLECTED = "not_collected"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    CHANNEL_NOT_ADMITTED = "channel_not_admitted"
    DONOR_KIND_NOT_ADMITTED = "donor_kind_not_admitted"
    RELATED_PARTY = "related_party"
    PROPONENT = "proponent"


REASON_LABELS: dict[Reason, str] = {
    Reason.COUNTED: "conta",
    Reason.DONOR_CEILING: _("conta fino al massimo per donatore"),
    Reason.NOT_COLLECTED: _("non ancora incassata"),
    Reason.REFUNDED: _("restituita, o in corso di restituzione"),
    Reason.DISPUTED: _("contestata: la banca del donatore ha ripreso i soldi"),
    Reason.CHANNEL_NOT_ADMITTED: _("canale non ammesso dal bando"),
    Reason.DONOR_KIND_NOT_ADMITTED: _("tipo di donatore non ammesso dal bando"),
    Reason.RELATED_PARTY: _("donatore collegato al proponente"),
    Reason.PROPONENT: _("denaro del proponente"),
}


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """One donation as the rules see it: cents, and an opaque key instead of the donor.

    `sequence` is its place in the commit sequence of the call and `at_second` when it was collected, in seconds from
    the opening of the campaign: both only where the match is per donation. `disputed`: the donor's bank has the money.
    """

    donation_id: int
    channel: Channel
    donor_kind: DonorKind
    relation: Relation
    gross_cents: int
    fee_cents: int
    refunded_cents: int
    collected: bool
    donor_key: str
    disputed: bool = False
    sequence: int | None = None
    at_second: int = 0


@dataclass(frozen=True)
class Judged:
    """What one donation counts for."""

    donation_id: int
    counted_cents: int
    reason: Reason


def judge(terms: MatchTerms, contributions: Sequence[Contribution]) -> list[Judged]:
    """Return what each donation counts for, in order. Cents.

    A donation counts when it is collected, comes through an admitted channel from an admitted donor, and was not
    given back; net of the fee when the call says so; together at most the ceiling for one donor.
    """
    counting = terms.counting
    counted_by_donor: dict[str, int] = {}
    judged = []
    for contribution in in_order(contributions):
        amount_cents, reason = _alone(counting, contribution)
        if counting.per_donor_ceiling_cents is not None and amount_cents > 0:
            room_cents = counting.per_donor_ceiling_cents - counted_by_donor.get(contribution.donor_key, 0)
            if amount_cents > room_cents:
                amount_cents, reason = room_cents, Reason.DONOR_CEILING
        if amount_cents > 0:
            before_cents = counted_by_donor.get(contribution.donor_key, 0)
            counted_by_donor[contribution.donor_key] = before_cents + amount_cents
        judged.append(Judged(contribution.donation_id, amount_cents, reason))
    return judged


def in_order(contributions: Sequence[Contribution]) -> list[Contribution]:
    """Return the donations in the commit sequence, those without a place after them, by donation id."""
    return sorted(contributions, key=lambda each: (each.sequence is None, each.sequence or 0, each.donation_id))


def distinct_donors(contributions: Sequence[Contribution], judged: Sequence[Judged]) -> int:
    """Return how many donors have given something that counts."""
    keys = {contribution.donation_id: contribution.donor_key for contribution in contributions}
    return len({keys[each.donation_id] for each in judged if each.counted_cents > 0})


def _alone(counting: Counting, contribution: Contribution) -> tuple[int, Reason]:
    reason = _why_not(counting, contribution)
    if reason is not None:
        return 0, reason
    kept_cents = contribution.gross_cents - contribution.refunded_cents
    if kept_cents <= 0:
        return 0, Reason.REFUNDED
    fee_cents = contribution.fee_cents if counting.amounts is Amounts.NET else 0
    return max(0, kept_cents - fee_cents), Reason.COUNTED


def _why_not(counting: Counting, contribution: Contribution) -> Reason | None:
    if not contribution.collected:
        return Reason.NOT_COLLECTED
    if contribution.disputed:
        return Reason.DISPUTED
    if contribution.channel not in counting.channels:
        return Reason.CHANNEL_NOT_ADMITTED
    if contribution.donor_kind not in counting.donor_kinds:
        return Reason.DONOR_KIND_NOT_ADMITTED
    if contribution.relation != Relation.NONE and contribution.relation in counting.excluded_relations:
        return Reason(contribution.relation)
    return None
