"""The worked example of a match per donation: one gift, one beyond the donor's maximum, one project at its end."""

from django.utils.translation import gettext as _

from apps.calls.rules.terms import MatchTerms
from apps.kernel.formats import euro
from apps.kernel.money import WHOLE_BPS
from apps.matching.examples.cases import Case, Step
from apps.matching.rules.measure import reached_from_cents
from apps.matching.rules.per_donation import Counted, match
from apps.matching.wording import giver_of

_GIFT_CENTS = 50_00
_COST_CENTS = 5_000_00


def cases(terms: MatchTerms) -> tuple[Case, ...]:
    """Return the cases of terms that have one cap.

    >>> from apps.calls.rules.vocabulary import MatchKind
    >>> goteo = MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000, cap_per_donor_cents=100_00,
    ...     cap_per_project_cents=4_780_00)
    >>> [[step.amount_cents for step in case.steps] for case in cases(goteo)]
    [[5000, 5000, 10000], [15000, 10000, 25000], [500000, 250000, 250000, 500000]]
    """
    found = [_one_gift(terms, max(_GIFT_CENTS, terms.min_donation_cents or 0))]
    if terms.cap_per_donor_cents is not None:
        beyond_cents = _giving(terms, terms.cap_per_donor_cents) * 3 // 2
        found.append(_one_gift(terms, max(beyond_cents, terms.min_donation_cents or 0)))
    return (*found, _one_project(terms))


def _one_gift(terms: MatchTerms, gift_cents: int) -> Case:
    giver = giver_of(terms)
    match_cents = match(terms, [Counted(1, "a", gift_cents, 0)], [])[0].match_cents
    steps = (
        Step(_("Donazione"), gift_cents),
        Step(_("Soldi %(of)s") % {"of": giver.of}, match_cents),
        Step(_("In tutto"), gift_cents + match_cents),
    )
    limited = match_cents < gift_cents * (terms.ratio_bps or 0) // WHOLE_BPS
    closing = _("%(opening)s mette da parte %(match)s.")
    if limited:
        closing = _("%(opening)s mette da parte %(match)s: di più, per una persona o un progetto, non può.")
    opening = _("Una persona dona %(gift)s.") % {"gift": euro(gift_cents)}
    return Case(opening, steps, closing % {"opening": giver.opening, "match": euro(match_cents)})


def _one_project(terms: MatchTerms) -> Case:
    giver, cap_cents = giver_of(terms), terms.cap_per_project_cents or 0
    cost_cents = max(terms.min_project_cost_cents or 0, min(_COST_CENTS, terms.max_project_cost_cents or _COST_CENTS))
    whole_bps = WHOLE_BPS + (terms.ratio_bps or 0)
    needed_cents = -(-cost_cents * WHOLE_BPS // whole_bps)
    match_cents = min(cap_cents, cost_cents - needed_cents)
    raised_cents = max(cost_cents - match_cents, reached_from_cents(terms, cost_cents, match_cents))
    steps = (
        Step(_("Costo del progetto"), cost_cents),
        Step(_("Donazioni di molte persone"), raised_cents),
        Step(_("Soldi %(of)s") % {"of": giver.of}, match_cents),
        Step(_("Totale per il progetto"), raised_cents + match_cents),
    )
    names = {"cost": euro(cost_cents), "raised": euro(raised_cents), "giver": giver.name, "match": euro(match_cents)}
    opening = _("Un progetto costa %(cost)s. Molte persone donano %(raised)s.") % names
    closing = _("Se nessuno supera il suo massimo e la dotazione basta, %(giver)s dà %(match)s.") % names
    return Case(opening, steps, closing)


def _giving(terms: MatchTerms, match_cents: int) -> int:
    return -(-match_cents * WHOLE_BPS // (terms.ratio_bps or WHOLE_BPS))
