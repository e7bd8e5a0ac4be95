"""What the pool adds to a campaign, may still add, and does not cover."""

from apps.kernel.money import WHOLE_BPS
from apps.matching.rules import threshold, wording
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.portal.presenters.standing.base import Standing
from apps.portal.presenters.words import euro, joined


def what_the_city_adds(standing: Standing) -> str:
    """Return what the pool adds and under which rule."""
    giver, terms = standing.giver, standing.terms
    if not standing.adds_money:
        return f"Per questo bando {giver.name} non aggiunge soldi: il progetto riceve le donazioni dei cittadini."
    most = f"Al massimo {euro(threshold.cap_cents_of(terms))} a progetto, finché la dotazione del bando basta."
    if standing.is_per_donation:
        per_donor = f"Al massimo {euro(terms.cap_per_donor_cents)} a persona." if terms.cap_per_donor_cents else ""
        first = "Vale solo la prima donazione di ogni persona." if terms.first_donation_only else ""
        return joined(wording.match_sentence(terms), first, per_donor, most)
    reaches = f"Se le donazioni arrivano a {euro(standing.figures.threshold_cents)} {giver.name} aggiunge i suoi soldi."
    return joined(reaches, wording.match_sentence(terms), most)


def offer(standing: Standing) -> str:
    """Return in one line what the pool may still add; nothing when it has set its part aside or adds none."""
    if not standing.adds_money:
        return ""
    if standing.is_per_donation:
        ratio_bps = standing.terms.ratio_bps or 0
        return (
            f"Per ogni euro {standing.giver.name} aggiunge {euro(ratio_bps * 100 // WHOLE_BPS)}, se la dotazione basta."
        )
    if standing.is_reached:
        return ""
    return f"Alla soglia {standing.giver.name} aggiunge fino a {euro(standing.figures.match_max_cents)}."


def gap(standing: Standing) -> str:
    """Return what citizens must really raise when threshold and match together do not cover the cost; else nothing."""
    figures = standing.figures
    if standing.is_per_donation or figures.goal_cents <= figures.threshold_cents:
        return ""
    return joined(
        f"Arrivare alla soglia non basta a coprire tutto il costo: {standing.giver.name} aggiunge al massimo "
        f"{euro(figures.match_max_cents)}.",
        f"Per coprire tutto il costo i cittadini devono donare {euro(figures.goal_cents)}.",
    )


def short_pool(standing: Standing) -> str:
    """Return a warning when the pool has less than the campaign could still have; else nothing."""
    due_cents, free_cents = standing.figures.match_max_cents, standing.pool.free_cents
    if standing.is_per_donation:
        return _short_for_gifts(standing)
    if not standing.adds_money or standing.is_reached or free_cents >= due_cents:
        return ""
    left = f"sono liberi solo {euro(free_cents)}" if free_cents else "non ci sono più soldi liberi"
    opening = f"Attenzione: nella dotazione del bando oggi {left}."
    if standing.terms.exhaustion in TOGETHER and free_cents:
        return joined(opening, rule_of(standing.terms.exhaustion).WORDING["it"])
    possible_cents = rule_of(standing.terms.exhaustion).grant_cents(due_cents, free_cents)
    adds = f"aggiunge al massimo {euro(possible_cents)}" if possible_cents else "non aggiunge nulla"
    giver = standing.giver.name
    return f"{opening} Se non se ne liberano altri, {giver} {adds} anche se la soglia è raggiunta."


def _short_for_gifts(standing: Standing) -> str:
    free_cents, left_cents = standing.pool.free_cents, standing.figures.match_max_cents - standing.figures.match_cents
    if free_cents >= left_cents:
        return ""
    if not free_cents:
        return (
            "Attenzione: nella dotazione del bando oggi non ci sono più soldi liberi. Una nuova donazione riceve "
            "l'aggiunta solo se se ne liberano."
        )
    return f"Attenzione: nella dotazione del bando oggi sono liberi solo {euro(free_cents)}, per tutti i progetti."
