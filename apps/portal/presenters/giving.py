"""What the form of a gift says about this moment: how much is missing, what the city adds, what happens if it fails."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from apps.calls.rules.vocabulary import Collection
from apps.matching.rules import threshold
from apps.portal.presenters import standing as standings
from apps.portal.presenters.standing import Standing
from apps.portal.presenters.words import euro, joined, until

_ONE_EURO = 100
_KEPT = (
    gettext_noop(
        "Se la soglia non si raggiunge %(deadline)s, la tua donazione resta al progetto: non te la restituiamo."
    ),
    gettext_noop(
        "Se il minimo non si raggiunge %(deadline)s, la tua donazione resta al progetto: non te la restituiamo."
    ),
)
_NOT_CHARGED = (
    gettext_noop("Oggi non paghi nulla. Se la soglia non si raggiunge %(deadline)s, la tua carta non è addebitata."),
    gettext_noop("Oggi non paghi nulla. Se il minimo non si raggiunge %(deadline)s, la tua carta non è addebitata."),
)
_REFUNDED = (
    gettext_noop("Se la soglia non si raggiunge %(deadline)s, ti restituiamo tutto in automatico, sulla stessa carta."),
    gettext_noop("Se il minimo non si raggiunge %(deadline)s, ti restituiamo tutto in automatico, sulla stessa carta."),
)
"""What happens if it fails: where the threshold counts, where the minimum does."""


def promises(standing: Standing) -> list[str]:
    """Return the sentences beside the form, true at this instant. No figure is a promise that the pool may break."""
    if standing.is_reached:
        return [joined(standings.notice(standing).title + ".", standings.notice(standing).text), _more(standing)]
    figures = standing.figures
    missing = _("Alla soglia mancano %(missing)s di donazioni.")
    if standing.counts_the_match:
        missing = _("Al costo minimo mancano %(missing)s di donazioni.")
    missing = missing % {"missing": euro(figures.missing_to_threshold_cents)}
    is_plain = figures.missing_to_threshold_cents and not figures.promised_cents
    return [
        missing if is_plain else standings.notice(standing).text,
        joined(_adds(standing), standings.short_pool(standing)),
        _if_it_fails(standing),
    ]


def _adds(standing: Standing) -> str:
    if standing.is_per_donation:
        return standings.what_the_city_adds(standing)
    if not standing.adds_money:
        return ""
    told = _("Se ci arriviamo, %(giver)s aggiunge fino a %(most)s.")
    return told % {"giver": standing.giver.name, "most": euro(standing.figures.match_max_cents)}


def _if_it_fails(standing: Standing) -> str:
    told = _REFUNDED
    if standing.keeps_gifts:
        told = _KEPT
    elif standing.terms.collection is Collection.CHARGE_ON_SUCCESS:
        told = _NOT_CHARGED
    return _(told[standing.counts_the_match]) % {"deadline": until(standing.judged_at)}


def _more(standing: Standing) -> str:
    if not standing.adds_money:
        return _("La tua donazione si aggiunge alle altre.")
    if standing.is_per_donation:
        return joined(standings.what_the_city_adds(standing), standings.short_pool(standing))
    figures = standing.figures
    then_cents = threshold.entitlement_cents(standing.terms, figures.cost_cents, figures.counted_cents + _ONE_EURO)
    if then_cents < standing.due_cents:
        told = _(
            "%(opening)s paga solo quello che manca al costo: con altre donazioni la sua parte diventa più piccola."
        )
        return told % {"opening": standing.giver.opening}
    told = _("La tua donazione si aggiunge alle altre: la parte %(of)s non diventa più piccola.")
    return told % {"of": standing.giver.of}
