"""The notice of a campaign, state by state."""

from apps.calls.rules.vocabulary import Judgement
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.portal.presenters.standing.base import Notice, Standing
from apps.portal.presenters.words import euro, joined, until


def notice(standing: Standing) -> Notice:
    """Return the notice of a campaign that is not a draft."""
    state = standing.campaign.state
    if state == CampaignState.FUNDED:
        return _funded(standing)
    if state == CampaignState.NOT_FUNDED:
        return _kept(standing) if standing.keeps_gifts else _not_funded(standing)
    if state == CampaignState.CANCELLED:
        return _cancelled(standing)
    if state == CampaignState.OUTCOME_PENDING:
        return _outcome_pending(standing)
    if standing.closes_at <= standing.now:
        text = "Il tempo per donare è finito. Stiamo controllando i pagamenti: l'esito compare in questa pagina."
        return Notice("warning", "La raccolta si è appena chiusa", text)
    return _reached(standing) if standing.is_reached else _collecting(standing)


def _collecting(standing: Standing) -> Notice:
    figures, back = standing.figures, _if_it_fails(standing)
    if not figures.missing_to_threshold_cents and standing.counts_the_match:
        covered = "Le donazioni e i soldi già messi da parte arrivano al costo minimo."
        return Notice("info", "Raccolta aperta", joined(covered, _other_conditions(standing), back))
    if not figures.missing_to_threshold_cents:
        donors = standing.terms.counting.min_distinct_donors
        why = f"il bando chiede anche {donors} donatori diversi" if donors > 1 else "non tutte contano per il bando"
        return Notice("info", "Raccolta aperta", f"Le donazioni arrivano alla somma della soglia, ma {why}. {back}")
    missing = f"Mancano {euro(figures.missing_to_threshold_cents)} di donazioni per arrivare alla soglia."
    if standing.counts_the_match:
        held = f", contando {euro(figures.match_cents)} già messi da parte" if figures.match_cents else ""
        missing = f"Mancano {euro(figures.missing_to_threshold_cents)} per coprire il costo minimo{held}."
    return Notice("info", "Raccolta aperta", f"{missing} {back}")


def _other_conditions(standing: Standing) -> str:
    donors = standing.terms.counting.min_distinct_donors
    return f"Il bando chiede anche {donors} donatori diversi." if donors > 1 else ""


def _if_it_fails(standing: Standing) -> str:
    deadline = until(standing.judged_at)
    goal = "il minimo" if standing.counts_the_match else "la soglia"
    if standing.keeps_gifts:
        kept = f"Se {goal} non si raggiunge {deadline}, le donazioni restano al progetto"
        return f"{kept} e {standing.giver.name} non aggiunge niente."
    return f"Se {goal} non si raggiunge {deadline}, ogni donazione torna intera a chi l'ha fatta."


def _reached(standing: Standing) -> Notice:
    title = "Minimo raggiunto" if standing.counts_the_match else "Soglia raggiunta"
    later = "La somma esatta si decide alla fine della raccolta, sui soldi incassati davvero."
    figures, giver = standing.figures, standing.giver
    if not standing.adds_money:
        return Notice("success", title, "Il progetto riceve le donazioni dei cittadini. La raccolta continua.")
    if figures.is_waiting:
        return _reached_and_waiting(standing, title)
    if figures.match_cents:
        held = f"{giver.opening} ha messo da parte {euro(figures.match_cents)}."
        return Notice("success", title, joined(held, _towards_the_optimum(standing), later))
    if standing.terms.judged is Judgement.AT_CLOSE and standing.due_cents:
        adds = f"Alla fine della raccolta {giver.name} aggiunge fino a {euro(standing.due_cents)}"
        return Notice("success", title, f"{adds}, se la dotazione basta. {later}")
    if standing.is_per_donation:
        return Notice("success", title, joined(_towards_the_optimum(standing), later))
    return Notice("success", title, f"Le donazioni coprono da sole il costo: {giver.name} non deve aggiungere altro.")


def _reached_and_waiting(standing: Standing, title: str) -> Notice:
    figures = standing.figures
    if not figures.match_cents:
        text = "I soldi del bando in questo momento non bastano: sono riservati o impegnati per altri progetti."
        queue = "La campagna è in lista d'attesa e li riceve, nell'ordine, se se ne liberano."
        return Notice("warning", f"{title}, in attesa della dotazione", joined(text, queue))
    held = (
        f"{standing.giver.opening} ha messo da parte {euro(figures.match_cents)}, meno di quanto spetta: per il resto "
    )
    return Notice("warning", f"{title}, dotazione non sufficiente", f"{held}la campagna è in lista d'attesa.")


def _towards_the_optimum(standing: Standing) -> str:
    if standing.judged_at == standing.closes_at:
        return "La raccolta continua." if standing.is_per_donation else ""
    goal = standing.figures.optimum_cents
    best = f"verso {euro(goal)}" if goal else "verso la somma migliore"
    when = "" if standing.is_in_a_later_round else " dopo il primo turno"
    return f"La raccolta continua{when}, {best}."


def _outcome_pending(standing: Standing) -> Notice:
    window_ends_at = campaigns.waits_until(standing.campaign)
    held = standing.figures.match_cents
    text = joined(
        "La raccolta è finita e non si può più donare.",
        f"Aspettiamo i pagamenti iniziati prima della scadenza, {until(window_ends_at)} al più tardi.",
        "Poi l'esito è definitivo.",
        f"Intanto {standing.giver.name} tiene da parte {euro(held)}." if held else "",
    )
    return Notice("warning", "In attesa dell'esito", text)


def _funded(standing: Standing) -> Notice:
    figures = standing.figures
    received_cents = figures.raised_cents + figures.committed_cents
    gave = f"I cittadini hanno donato {euro(figures.raised_cents)}"
    if figures.committed_cents:
        adds = f"{standing.giver.name} aggiunge {euro(figures.committed_cents)}"
        outcome = f"{gave} e {adds}: il progetto riceve {euro(received_cents)}."
    else:
        outcome = f"{gave}: il progetto riceve questa somma."
    waiting = "La dotazione non bastava: per la parte che manca il progetto è in lista d'attesa."
    uncovered = f"Del costo restano da coprire {euro(figures.cost_cents - received_cents)}."
    text = joined(
        outcome,
        waiting if figures.is_waiting else "",
        uncovered if received_cents < figures.cost_cents else "",
    )
    return Notice("success", "Finanziata", text)


def _not_funded(standing: Standing) -> Notice:
    if not standing.figures.gifts:
        return Notice("danger", "Non finanziata", "Nessuno ha donato: non c'è niente da restituire.")
    if standing.campaign.refunds_completed_at is None:
        back = "Stiamo restituendo ogni donazione, intera: ognuno riceve un'e-mail con la prova del rimborso."
        return Notice("danger", "Non finanziata: rimborsi in corso", joined(_missed(standing), back))
    back = "Abbiamo restituito ogni donazione, intera, e mandato a ognuno la prova del rimborso."
    return Notice("danger", "Non finanziata: rimborsi inviati", joined(_missed(standing), back))


def _kept(standing: Standing) -> Notice:
    kept = "Come prevede il bando, le donazioni restano al progetto."
    added = f"{standing.giver.opening} non aggiunge niente."
    return Notice("danger", "Soglia non raggiunta", joined(_missed(standing), kept, added))


def _missed(standing: Standing) -> str:
    figures = standing.figures
    stopped = f"Le donazioni si sono fermate a {euro(figures.gathered_cents)}"
    if standing.counts_the_match:
        return f"{stopped}: con i soldi {standing.giver.of} non coprono il costo minimo di {euro(figures.cost_cents)}."
    return f"{stopped}: la soglia era {euro(figures.threshold_cents)}."


def _cancelled(standing: Standing) -> Notice:
    reason = f"Motivo: {standing.campaign.cancelled_reason.rstrip('.')}."
    if not standing.figures.gifts:
        return Notice("danger", "Annullata", reason)
    if standing.campaign.refunds_completed_at is None:
        return Notice("danger", "Annullata: rimborsi in corso", joined(reason, "Stiamo restituendo ogni donazione."))
    return Notice("danger", "Annullata: rimborsi inviati", joined(reason, "Abbiamo restituito ogni donazione."))
