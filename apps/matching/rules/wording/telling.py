"""What the rules of a call say, thing by thing, in the words of any language."""

from collections.abc import Iterator

from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import (
    Amounts,
    Collection,
    DonorKind,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    Relation,
)
from apps.kernel.money import WHOLE_BPS, format_share
from apps.matching.rules import per_donation, threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.matching.rules.wording.parts import Language, adds_money, counted


class Telling:
    """The rules of some terms in a language."""

    def __init__(self, terms: MatchTerms, language: Language) -> None:
        self.terms = terms
        self.language = language
        self._giver = language.givers[terms.pool_owner]

    def sentences(self) -> list[str]:
        """Return the rules as sentences."""
        return [*self._goal(), *self._match(), *self._pool(), *self._counting(), *self._end(), *self._limits()]

    def match_sentence(self) -> str:
        """Return what the pool adds, by the rule's own wording; the terms add money."""
        terms, code = self.terms, self.language.code
        if terms.kind is MatchKind.PER_DONATION:
            ratio = self._per_euro(terms.ratio_bps or 0)
            return per_donation.WORDING[code].format(giver=self._giver.name, ratio=ratio)
        share = format_share(terms.match_share_bps or 0, code)
        return threshold.base_rule(terms).WORDING[code].format(Giver=self._giver.opening, share=share)

    def _say(self, thing: str, **figures: object) -> str:
        giver = self._giver
        return self.language.phrases[thing].format(giver=giver.name, Giver=giver.opening, of=giver.of, **figures)

    def _say_sum(self, thing: str, amount_cents: int, **figures: object) -> str:
        return self._say(thing, sum=self.language.euro(amount_cents), **figures)

    def _goal(self) -> Iterator[str]:
        terms = self.terms
        if terms.threshold_bps is not None:
            yield self._say("threshold", share=format_share(terms.threshold_bps, self.language.code))
        else:
            yield self._say("minimum")
        if len(terms.rounds) > 1:
            yield self._say("first_round", days=terms.rounds[0].days)
            yield self._say("next_rounds", days=sum(each.days for each in terms.rounds[1:]))

    def _match(self) -> Iterator[str]:
        terms = self.terms
        if not adds_money(terms):
            yield self._say("no_money")
            return
        if terms.kind is MatchKind.THRESHOLD:
            yield self._say("if_reached")
        yield self.match_sentence()
        if terms.first_donation_only:
            yield self._say("first_donation")
        if terms.cap_per_donor_cents is not None:
            yield self._say_sum("per_donor", terms.cap_per_donor_cents)
        for boost in terms.boosts:
            yield self._boost(boost)
        if terms.cap_per_project_cents is not None:
            yield self._say_sum("per_project", terms.cap_per_project_cents)
        for category, cap_cents in terms.caps_by_category.items():
            yield self._say_sum("per_category", cap_cents, category=category)

    def _pool(self) -> Iterator[str]:
        terms = self.terms
        if not adds_money(terms):
            return
        if terms.pool_cents is not None:
            yield self._say_sum("pool", terms.pool_cents)
        yield from map(self._say, self._order())
        yield rule_of(terms.exhaustion).WORDING[self.language.code]
        yield self._say("freed")
        yield self._say("exact_sum")

    def _order(self) -> tuple[str, str]:
        terms = self.terms
        if terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING:
            return "each_gift_aside", "gifts_in_order"
        if terms.judged is Judgement.ON_CROSSING:
            return "each_project_aside", "projects_in_order"
        if terms.exhaustion in TOGETHER:
            return "judged_together", "decided_together"
        return "judged_at_close", "in_order_of_closing"

    def _counting(self) -> Iterator[str]:
        counting, language = self.terms.counting, self.language
        yield self._say("channels", which=language.joined(language.channels[each] for each in counting.channels))
        if counting.amounts is Amounts.NET:
            yield self._say("net")
        if len(counting.donor_kinds) < len(DonorKind):
            yield self._say(
                "donor_kinds", which=language.joined(language.donors[kind] for kind in counting.donor_kinds)
            )
        excluded = [words for each, words in language.relations.items() if each in counting.excluded_relations]
        if excluded:
            yield self._say("excluded", which=language.joined(excluded))
        if Relation.PROPONENT not in counting.excluded_relations:
            yield self._say("proponent_counts")
        if counting.per_donor_ceiling_cents is not None:
            yield self._say_sum("donor_ceiling", counting.per_donor_ceiling_cents)
        if counting.min_distinct_donors > 1:
            yield self._say("distinct_donors", donors=counting.min_distinct_donors)

    def _end(self) -> Iterator[str]:
        terms = self.terms
        if terms.collection is Collection.CHARGE_NOW:
            yield self._say("charged_now")
        else:
            yield self._say("charged_on_success")
            yield self._say("promise_counts")
        if terms.on_failure is OnFailure.KEEP:
            yield self._say("kept")
            yield self._say("kept_no_match")
        else:
            yield self._say("given_back")
            if terms.fee_bearer is FeeBearer.MUNICIPALITY:
                yield self._say("refund_fees")
        if terms.late_payments_days:
            yield self._say("late", days=counted(terms.late_payments_days, self.language.days))

    def _limits(self) -> Iterator[str]:
        terms = self.terms
        if terms.campaign_days is not None:
            yield self._say("campaign_days", days=terms.campaign_days)
        for thing, amount_cents in (
            ("min_donation", terms.min_donation_cents),
            ("min_cost", terms.min_project_cost_cents),
            ("max_cost", terms.max_project_cost_cents),
        ):
            if amount_cents is not None:
                yield self._say_sum(thing, amount_cents)

    def _boost(self, boost: Boost) -> str:
        hours = self.language.hours
        adds, length = self._per_euro(boost.ratio_bps), counted(boost.hours, hours)
        if boost.from_hour is not None:
            return self._say("boost_after", length=length, adds=adds, start=counted(boost.from_hour, hours))
        if boost.starts_at is not None:
            return self._say("boost_from", length=length, adds=adds, start=boost.starts_at)
        return self._say("boost_announced", length=length, adds=adds)

    def _per_euro(self, ratio_bps: int) -> str:
        if ratio_bps == WHOLE_BPS:
            return self.language.one_euro
        return self.language.euro(ratio_bps * 100 // WHOLE_BPS)
