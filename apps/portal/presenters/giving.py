"""What the form of a gift says about this moment: how much is missing, what the city adds, what happens if it fails."""

from apps.calls.rules.vocabulary import Collection
from apps.matching.rules import threshold
from apps.portal.presenters import standing as standings
from apps.portal.presenters.standing import Standing
from apps.portal.presenters.words import euro, joined, until

_ONE_EURO = 100


def promises(standing: Standing) -> list[str]:
    """Return the sentences beside the form, true at this instant. No figure is a promise that the pool may break."""
    if standing.is_reached:
        return [joined(standings.notice(standing).title + ".", standings.notice(standing).text), _more(standing)]
    figures = standing.figures
    goal = "Al costo minimo" if standing.counts_the_match else "Alla soglia"
    missing = f"{goal} mancano {euro(figures.missing_to_threshold_cents)} di donazioni."
    return [
        missing if figures.missing_to_threshold_cents else standings.notice(standing).text,
        joined(_adds(standing), standings.short_pool(standing)),
        _if_it_fails(standing),
    ]


def _adds(standing: Standing) -> str:
    if standing.is_per_donation:
        return standings.what_the_city_adds(standing)
    if not standing.adds_money:
        return ""
    return f"Se ci arriviamo, {standing.giver.name} aggiunge fino a {euro(standing.figures.match_max_cents)}."


def _if_it_fails(standing: Standing) -> str:
    goal, closes = "il minimo" if standing.counts_the_match else "la soglia", until(standing.judged_at)
    if standing.keeps_gifts:
        return f"Se {goal} non si raggiunge {closes}, la tua donazione resta al progetto: non te la restituiamo."
    if standing.terms.collection is Collection.CHARGE_ON_SUCCESS:
        return f"Oggi non paghi nulla. Se {goal} non si raggiunge {closes}, la tua carta non è addebitata."
    return f"Se {goal} non si raggiunge {closes}, ti restituiamo tutto in automatico, sulla stessa carta."


def _more(standing: Standing) -> str:
    if not standing.adds_money:
        return "La tua donazione si aggiunge alle altre."
    if standing.is_per_donation:
        return joined(standings.what_the_city_adds(standing), standings.short_pool(standing))
    cost_cents, raised_cents = standing.figures.cost_cents, standing.figures.raised_cents
    then_cents = threshold.entitlement_cents(standing.terms, cost_cents, raised_cents + _ONE_EURO)
    if then_cents < standing.due_cents:
        paid = f"{standing.giver.opening} paga solo quello che manca al costo"
        return f"{paid}: con altre donazioni la sua parte diventa più piccola."
    return f"La tua donazione si aggiunge alle altre: la parte {standing.giver.of} non diventa più piccola."
