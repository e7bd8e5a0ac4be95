"""What the form of a gift says about this moment: how much is missing, what the city adds, what happens if it fails."""

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
    missing = f"Alla soglia mancano {euro(figures.missing_to_threshold_cents)} di donazioni."
    adds = f"Se ci arriviamo, il Comune aggiunge fino a {euro(figures.match_max_cents)}." if standing.adds_money else ""
    closes = until(standing.closes_at)
    return [
        missing if figures.missing_to_threshold_cents else standings.notice(standing).text,
        joined(adds, standings.short_pool(standing)),
        f"Se la soglia non si raggiunge {closes}, ti restituiamo tutto in automatico, sulla stessa carta.",
    ]


def _more(standing: Standing) -> str:
    if not standing.adds_money:
        return "La tua donazione si aggiunge alle altre."
    cost_cents, raised_cents = standing.figures.cost_cents, standing.figures.raised_cents
    then_cents = threshold.entitlement_cents(standing.terms, cost_cents, raised_cents + _ONE_EURO)
    if then_cents < standing.due_cents:
        return "Il Comune paga solo quello che manca al costo: con altre donazioni la sua parte diventa più piccola."
    return "La tua donazione si aggiunge alle altre: la parte che spetta dal Comune non diventa più piccola."
