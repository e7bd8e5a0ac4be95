"""What the pool adds to a campaign, may still add, and does not cover."""

from django.utils.translation import gettext as _

from apps.kernel.money import WHOLE_BPS
from apps.matching import wording
from apps.matching.rules import threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.portal.presenters.standing.base import Standing
from apps.portal.presenters.words import euro, joined


def what_the_city_adds(standing: Standing) -> str:
    """Return what the pool adds and under which rule."""
    giver, terms = standing.giver, standing.terms
    if not standing.adds_money:
        told = _("Per questo bando %(giver)s non aggiunge soldi: il progetto riceve le donazioni dei cittadini.")
        return told % {"giver": giver.name}
    most = _("Al massimo %(most)s a progetto, finché la dotazione del bando basta.")
    most = most % {"most": euro(threshold.cap_cents_of(terms))}
    if standing.is_per_donation:
        cap_cents = terms.cap_per_donor_cents
        per_donor = _("Al massimo %(most)s a persona.") % {"most": euro(cap_cents)} if cap_cents else ""
        first = _("Vale solo la prima donazione di ogni persona.") if terms.first_donation_only else ""
        return joined(wording.match_sentence(terms), first, per_donor, most)
    reaches = _("Se le donazioni arrivano a %(threshold)s %(giver)s aggiunge i suoi soldi.")
    reaches = reaches % {"threshold": euro(standing.figures.threshold_cents), "giver": giver.name}
    return joined(reaches, wording.match_sentence(terms), most)


def offer(standing: Standing) -> str:
    """Return in one line what the pool may still add; nothing when it has set its part aside or adds none."""
    if not standing.adds_money:
        return ""
    if standing.is_per_donation:
        ratio_bps = standing.terms.ratio_bps or 0
        told = _("Per ogni euro %(giver)s aggiunge %(ratio)s, se la dotazione basta.")
        return told % {"giver": standing.giver.name, "ratio": euro(ratio_bps * 100 // WHOLE_BPS)}
    if standing.is_reached:
        return ""
    told = _("Alla soglia %(giver)s aggiunge fino a %(most)s.")
    return told % {"giver": standing.giver.name, "most": euro(standing.figures.match_max_cents)}


def gap(standing: Standing) -> str:
    """Return what citizens must really raise when threshold and match together do not cover the cost; else nothing."""
    figures = standing.figures
    if standing.is_per_donation or figures.goal_cents <= figures.threshold_cents:
        return ""
    names = {"giver": standing.giver.name, "most": euro(figures.match_max_cents), "goal": euro(figures.goal_cents)}
    return joined(
        _("Arrivare alla soglia non basta a coprire tutto il costo: %(giver)s aggiunge al massimo %(most)s.") % names,
        _("Per coprire tutto il costo i cittadini devono donare %(goal)s.") % names,
    )


def short_pool(standing: Standing) -> str:
    """Return a warning when the pool has less than the campaign could still have; else nothing."""
    due_cents, free_cents = standing.figures.match_max_cents, standing.pool.free_cents
    if standing.is_per_donation:
        return _short_for_gifts(standing)
    if not standing.adds_money or standing.is_reached or free_cents >= due_cents:
        return ""
    opening = _("Attenzione: nella dotazione del bando oggi non ci sono più soldi liberi.")
    if free_cents:
        opening = _("Attenzione: nella dotazione del bando oggi sono liberi solo %(free)s.")
        opening = opening % {"free": euro(free_cents)}
    if standing.terms.exhaustion in TOGETHER and free_cents:
        return joined(opening, wording.exhaustion_sentence(standing.terms))
    possible_cents = rule_of(standing.terms.exhaustion).grant_cents(due_cents, free_cents)
    told = _("Se non se ne liberano altri, %(giver)s non aggiunge nulla anche se la soglia è raggiunta.")
    if possible_cents:
        told = _("Se non se ne liberano altri, %(giver)s aggiunge al massimo %(most)s anche se la soglia è raggiunta.")
    return joined(opening, told % {"giver": standing.giver.name, "most": euro(possible_cents)})


def _short_for_gifts(standing: Standing) -> str:
    free_cents, left_cents = standing.pool.free_cents, standing.figures.match_max_cents - standing.figures.match_cents
    if free_cents >= left_cents:
        return ""
    if not free_cents:
        return joined(
            _("Attenzione: nella dotazione del bando oggi non ci sono più soldi liberi."),
            _("Una nuova donazione riceve l'aggiunta solo se se ne liberano."),
        )
    told = _("Attenzione: nella dotazione del bando oggi sono liberi solo %(free)s, per tutti i progetti.")
    return told % {"free": euro(free_cents)}
