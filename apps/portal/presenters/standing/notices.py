"""The notice of a campaign, state by state; those of a campaign that is over are in `endings`."""

from django.utils.translation import gettext as _

from apps.calls.rules.vocabulary import Judgement
from apps.campaigns.states import CampaignState
from apps.portal.presenters.standing import endings
from apps.portal.presenters.standing.base import Notice, Standing
from apps.portal.presenters.words import euro, joined, until


def notice(standing: Standing) -> Notice:
    """Return the notice of a campaign that is not a draft."""
    state = standing.campaign.state
    if state == CampaignState.FUNDED:
        return endings.funded(standing)
    if state == CampaignState.NOT_FUNDED:
        return endings.kept(standing) if standing.keeps_gifts else endings.not_funded(standing)
    if state == CampaignState.CANCELLED:
        return endings.cancelled(standing)
    if state == CampaignState.OUTCOME_PENDING:
        return endings.outcome_pending(standing)
    if standing.closes_at <= standing.now:
        text = _("Il tempo per donare è finito. Stiamo controllando i pagamenti: l'esito compare in questa pagina.")
        return Notice("warning", _("La raccolta si è appena chiusa"), text)
    return _reached(standing) if standing.is_reached else _collecting(standing)


def _collecting(standing: Standing) -> Notice:
    figures, title = standing.figures, _("Raccolta aperta")
    back = joined(_what_does_not_count(standing), _if_it_fails(standing))
    if not figures.missing_to_threshold_cents and standing.counts_the_match:
        covered = _("Le donazioni e i soldi già messi da parte arrivano al costo minimo.")
        return Notice("info", title, joined(covered, _other_conditions(standing), back))
    if not figures.missing_to_threshold_cents:
        return Notice("info", title, joined(_why_not_yet(standing), back))
    return Notice("info", title, joined(_missing(standing), back))


def _missing(standing: Standing) -> str:
    figures = standing.figures
    names = {"missing": euro(figures.missing_to_threshold_cents), "held": euro(figures.match_cents)}
    if figures.promised_cents:
        return _missing_beside_promises(standing)
    if not standing.counts_the_match:
        return _("Mancano %(missing)s di donazioni per arrivare alla soglia.") % names
    if not figures.match_cents:
        return _("Mancano %(missing)s per coprire il costo minimo.") % names
    return _("Mancano %(missing)s per coprire il costo minimo, contando %(held)s già messi da parte.") % names


def _missing_beside_promises(standing: Standing) -> str:
    names = {"promised": euro(standing.figures.promised_cents), "missing": euro(standing.unpromised_cents)}
    if not standing.unpromised_cents:
        return (
            _("Con %(promised)s di promesse la somma basta: la campagna riesce se le carte vengono addebitate.") % names
        )
    return _("Ci sono %(promised)s di promesse: per arrivare alla soglia mancano %(missing)s.") % names


def _why_not_yet(standing: Standing) -> str:
    donors = standing.terms.counting.min_distinct_donors
    told = _("Le donazioni arrivano alla somma della soglia, ma il bando chiede anche %(donors)s donatori diversi.")
    return told % {"donors": donors} if donors > 1 else ""


def _what_does_not_count(standing: Standing) -> str:
    figures = standing.figures
    if not figures.uncounted_cents:
        return ""
    told = _("Di quanto donato, %(apart)s non contano per il bando.") % {"apart": euro(figures.uncounted_cents)}
    back = _("%(returning)s stanno tornando a chi li ha donati.") % {"returning": euro(figures.returning_cents)}
    return joined(told, back) if figures.returning_cents else told


def _other_conditions(standing: Standing) -> str:
    donors = standing.terms.counting.min_distinct_donors
    return _("Il bando chiede anche %(donors)s donatori diversi.") % {"donors": donors} if donors > 1 else ""


def _if_it_fails(standing: Standing) -> str:
    names = {"deadline": until(standing.judged_at), "giver": standing.giver.name}
    if standing.keeps_gifts and standing.counts_the_match:
        told = _(
            "Se il minimo non si raggiunge %(deadline)s, le donazioni restano al progetto e %(giver)s non aggiunge "
            "niente."
        )
    elif standing.keeps_gifts:
        told = _(
            "Se la soglia non si raggiunge %(deadline)s, le donazioni restano al progetto e %(giver)s non aggiunge "
            "niente."
        )
    elif standing.charges_on_success:
        told = _("Se la somma non si raggiunge %(deadline)s, nessuna carta viene addebitata.")
    elif standing.counts_the_match:
        told = _("Se il minimo non si raggiunge %(deadline)s, ogni donazione torna intera a chi l'ha fatta.")
    else:
        told = _("Se la soglia non si raggiunge %(deadline)s, ogni donazione torna intera a chi l'ha fatta.")
    return told % names


def _reached(standing: Standing) -> Notice:
    if standing.adds_money and standing.figures.is_waiting:
        return _reached_and_waiting(standing)
    title = _("Minimo raggiunto") if standing.counts_the_match else _("Soglia raggiunta")
    return Notice("success", title, _what_it_gets(standing))


def _what_it_gets(standing: Standing) -> str:
    figures, names = standing.figures, {"giver": standing.giver.name, "opening": standing.giver.opening}
    later = _("La somma esatta si decide alla fine della raccolta, sui soldi incassati davvero.")
    if not standing.adds_money:
        return _("Il progetto riceve le donazioni dei cittadini. La raccolta continua.")
    if figures.match_cents:
        held = _("%(opening)s ha messo da parte %(held)s.") % {**names, "held": euro(figures.match_cents)}
        return joined(held, _towards_the_optimum(standing), later)
    if standing.terms.judged is Judgement.AT_CLOSE and standing.due_cents:
        adds = _("Alla fine della raccolta %(giver)s aggiunge fino a %(due)s, se la dotazione basta.")
        return joined(adds % {**names, "due": euro(standing.due_cents)}, later)
    if standing.is_per_donation:
        return joined(_towards_the_optimum(standing), later)
    return _("Le donazioni coprono da sole il costo: %(giver)s non deve aggiungere altro.") % names


def _reached_and_waiting(standing: Standing) -> Notice:
    is_minimum, held_cents = standing.counts_the_match, standing.figures.match_cents
    if not held_cents:
        waiting = _("Soglia raggiunta, in attesa della dotazione")
        title = _("Minimo raggiunto, in attesa della dotazione") if is_minimum else waiting
        text = _("I soldi del bando in questo momento non bastano: sono riservati o impegnati per altri progetti.")
        queue = _("La campagna è in lista d'attesa e li riceve, nell'ordine, se se ne liberano.")
        return Notice("warning", title, joined(text, queue))
    lacking = _("Soglia raggiunta, dotazione non sufficiente")
    title = _("Minimo raggiunto, dotazione non sufficiente") if is_minimum else lacking
    held = _(
        "%(opening)s ha messo da parte %(held)s, meno di quanto spetta: per il resto la campagna è in lista d'attesa."
    )
    return Notice("warning", title, held % {"opening": standing.giver.opening, "held": euro(held_cents)})


def _towards_the_optimum(standing: Standing) -> str:
    if standing.judged_at == standing.closes_at:
        return _("La raccolta continua.") if standing.is_per_donation else ""
    goal = standing.figures.optimum_cents
    if standing.is_in_a_later_round:
        best = _("La raccolta continua, verso la somma migliore.")
        told = _("La raccolta continua, verso %(goal)s.") if goal else best
    elif goal:
        told = _("La raccolta continua dopo il primo turno, verso %(goal)s.")
    else:
        told = _("La raccolta continua dopo il primo turno, verso la somma migliore.")
    return told % {"goal": euro(goal or 0)}
