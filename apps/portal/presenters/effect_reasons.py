"""Why a gift would make the pool add what it adds: one or two sentences per reason of the rules. Amounts in cents."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from apps.calls.rules.vocabulary import Collection, Judgement
from apps.kernel.money import WHOLE_BPS
from apps.matching import wording
from apps.matching.rules import threshold
from apps.matching.rules.effect import Effect
from apps.matching.rules.eligibility import Reason
from apps.matching.rules.per_donation import MatchReason
from apps.portal.presenters.standing import Standing, short_pool
from apps.portal.presenters.words import euro, joined


def why_not_counted(reason: Reason) -> str:
    """Return why the call does not count a gift."""
    if reason is Reason.DONOR_CEILING:
        return _("Le tue donazioni hanno già raggiunto il massimo che il bando conta per una persona.")
    if reason is Reason.CHANNEL_NOT_ADMITTED:
        return _("Il bando non conta le donazioni pagate in questo modo: arrivano al progetto senza aggiunta.")
    if reason is Reason.DONOR_KIND_NOT_ADMITTED:
        return _("Il bando non conta le donazioni di questo tipo di donatore: arrivano al progetto senza aggiunta.")
    return _("Il bando non conta le donazioni di chi propone il progetto o gli è vicino.")


def of_the_match(standing: Standing, effect: Effect, *, is_chosen: bool) -> str:
    """Return why a gift that is matched by itself gets what it gets: its rule or limit, then the pool."""
    return joined(_limit(standing, effect), _pool(standing, effect, is_chosen=is_chosen))


def of_the_threshold(standing: Standing, effect: Effect, *, is_chosen: bool) -> str:
    """Return why a gift adds nothing yet, crosses the threshold, or comes after it.

    What it leaves missing or to pay is said of an amount that is chosen; beside several it would be one's figure.
    """
    if standing.is_reached:
        return _after(standing, effect, is_chosen=is_chosen)
    if effect.crosses:
        return _pool(standing, effect, is_chosen=is_chosen)
    names = {"missing": euro(effect.missing_cents), "most": euro(standing.figures.match_max_cents)}
    names |= {"giver": standing.giver.name}
    if effect.missing_cents and not is_chosen:
        now = {"missing": euro(standing.figures.missing_to_threshold_cents)}
        told = _("Mancano %(missing)s di donazioni per arrivare alla soglia.") % now
    elif effect.missing_cents:
        told = _("La soglia non è ancora raggiunta: dopo la tua donazione mancano %(missing)s.") % names
    else:
        many = effect.missing_donors
        told = ngettext(
            "I soldi bastano per la soglia, ma il bando chiede ancora %(many)s donatore diverso.",
            "I soldi bastano per la soglia, ma il bando chiede ancora %(many)s donatori diversi.",
            many,
        ) % {"many": many}
    later = _("Quando si raggiunge, %(giver)s aggiunge fino a %(most)s.") % names
    return joined(told, short_pool(standing) or later)


def _limit(standing: Standing, effect: Effect) -> str:
    terms, names = standing.terms, {"giver": standing.giver.name, "opening": standing.giver.opening}
    if effect.match_reason is MatchReason.NOT_THE_FIRST:
        return _("Il bando aggiunge solo alla prima donazione di ogni persona, e tu hai già donato.")
    if effect.match_reason is MatchReason.DONOR_MAXIMUM:
        names["most"] = euro(terms.cap_per_donor_cents or 0)
        if effect.due_cents == terms.cap_per_donor_cents:
            return _("%(opening)s aggiunge al massimo %(most)s per ogni persona.") % names
        return _("%(opening)s aggiunge al massimo %(most)s per ogni persona: questo è quello che resta.") % names
    if effect.match_reason is MatchReason.PROJECT_MAXIMUM:
        names["most"] = euro(threshold.cap_cents_of(terms))
        return _("%(opening)s aggiunge al massimo %(most)s a questo progetto: questo è quello che resta.") % names
    if effect.match_reason is MatchReason.BOOSTED:
        names["ratio"] = euro(effect.ratio_bps * 100 // WHOLE_BPS)
        return _("In queste ore l'aggiunta è più alta del solito: %(ratio)s per ogni euro donato.") % names
    return wording.match_sentence(terms)


def _pool(standing: Standing, effect: Effect, *, is_chosen: bool) -> str:
    """Return what the pool lacks for a gift; nothing where it has enough, or is asked only at the end.

    What would be due is said of an amount that is chosen, as in `of_the_threshold`.
    """
    if effect.reserved_cents >= effect.due_cents or standing.terms.judged is not Judgement.ON_CROSSING:
        return ""
    names = {"due": euro(effect.due_cents), "more": euro(standing.pool.free_cents)}
    if standing.pool.free_cents:
        told = _("La dotazione del bando è quasi finita: di liberi restano %(more)s.")
        if is_chosen:
            told = _("La dotazione del bando è quasi finita: spetterebbero %(due)s, ma di liberi restano %(more)s.")
    else:
        told = _("La dotazione del bando è finita o già impegnata.")
        if is_chosen:
            told = _("La dotazione del bando è finita o già impegnata: spetterebbero %(due)s.")
    return joined(told % names, _("Il resto arriva solo se si liberano altri soldi."))


def _after(standing: Standing, effect: Effect, *, is_chosen: bool) -> str:
    names = {"of": standing.giver.of, "before": euro(effect.before_cents), "after": euro(effect.after_cents)}
    if standing.terms.collection is Collection.CHARGE_ON_SUCCESS or not effect.before_cents:
        return _("La tua donazione si aggiunge alle altre.")
    if effect.after_cents < effect.before_cents and not is_chosen:
        told = _(
            "%(opening)s paga solo quello che manca al costo: con altre donazioni la sua parte diventa più piccola."
        )
        return told % {"opening": standing.giver.opening}
    if effect.after_cents < effect.before_cents:
        return _("La parte %(of)s copre solo quello che manca al costo: scende da %(before)s a %(after)s.") % names
    return _("La tua donazione si aggiunge alle altre: la parte %(of)s non diventa più piccola.") % names
