"""The notices of a campaign that takes no more gifts, outcome by outcome."""

from django.utils.translation import gettext as _

from apps.campaigns import selectors as campaigns
from apps.donations.promises import latest_charge_at
from apps.portal.presenters.standing.base import Notice, Standing
from apps.portal.presenters.words import euro, joined, until


def outcome_pending(standing: Standing) -> Notice:
    """Return the notice of a campaign that waits for its last payments."""
    held, promised_cents = standing.figures.match_cents, standing.figures.promised_cents
    window_ends_at = campaigns.waits_until(standing.campaign)
    waits = _("Aspettiamo i pagamenti iniziati prima della scadenza, %(deadline)s al più tardi.")
    if promised_cents:
        window_ends_at = max(window_ends_at, latest_charge_at(standing.closes_at))
        waits = _("Restano %(promised)s di promesse da addebitare: chi le ha fatte può ancora pagare %(deadline)s.")
    names = {
        "deadline": until(window_ends_at),
        "promised": euro(promised_cents),
        "giver": standing.giver.name,
        "held": euro(held),
    }
    text = joined(
        _("La raccolta è finita e non si può più donare."),
        waits % names,
        _("Poi l'esito è definitivo."),
        _("Intanto %(giver)s tiene da parte %(held)s.") % names if held else "",
    )
    return Notice("warning", _("In attesa dell'esito"), text)


def funded(standing: Standing) -> Notice:
    """Return the notice of a campaign that gets its money."""
    figures = standing.figures
    received_cents = figures.raised_cents + figures.committed_cents
    names = {
        "raised": euro(figures.raised_cents),
        "giver": standing.giver.name,
        "added": euro(figures.committed_cents),
        "received": euro(received_cents),
        "uncovered": euro(figures.cost_cents - received_cents),
    }
    outcome = _("I cittadini hanno donato %(raised)s: il progetto riceve questa somma.")
    if figures.committed_cents:
        outcome = _(
            "I cittadini hanno donato %(raised)s e %(giver)s aggiunge %(added)s: il progetto riceve %(received)s."
        )
    waiting = _("La dotazione non bastava: per la parte che manca il progetto è in lista d'attesa.")
    text = joined(
        outcome % names,
        waiting if figures.is_waiting else "",
        _("Del costo restano da coprire %(uncovered)s.") % names if received_cents < figures.cost_cents else "",
    )
    return Notice("success", _("Finanziata"), text)


def not_funded(standing: Standing) -> Notice:
    """Return the notice of a campaign whose donations go back."""
    if not standing.figures.gifts:
        return Notice("danger", _("Non finanziata"), _("Nessuno ha donato: non c'è niente da restituire."))
    if standing.campaign.refunds_completed_at is None:
        back = _("Stiamo restituendo ogni donazione, intera: ognuno riceve un'e-mail con la prova del rimborso.")
        return Notice("danger", _("Non finanziata: rimborsi in corso"), joined(_missed(standing), back))
    back = _("Abbiamo restituito ogni donazione, intera, e mandato a ognuno la prova del rimborso.")
    return Notice("danger", _("Non finanziata: rimborsi inviati"), joined(_missed(standing), back))


def kept(standing: Standing) -> Notice:
    """Return the notice of a campaign that missed its threshold and keeps its donations."""
    kept = _("Come prevede il bando, le donazioni restano al progetto.")
    added = _("%(opening)s non aggiunge niente.") % {"opening": standing.giver.opening}
    return Notice("danger", _("Soglia non raggiunta"), joined(_missed(standing), kept, added))


def _missed(standing: Standing) -> str:
    figures = standing.figures
    names = {
        "gathered": euro(figures.gathered_cents),
        "of": standing.giver.of,
        "cost": euro(figures.cost_cents),
        "threshold": euro(figures.threshold_cents),
    }
    told = _("Le donazioni si sono fermate a %(gathered)s: la soglia era %(threshold)s.")
    if standing.counts_the_match:
        told = _(
            "Le donazioni si sono fermate a %(gathered)s: con i soldi %(of)s non coprono il costo minimo di %(cost)s."
        )
    return told % names


def cancelled(standing: Standing) -> Notice:
    """Return the notice of a campaign that was cancelled."""
    reason = _("Motivo: %(reason)s.") % {"reason": standing.campaign.cancelled_reason.rstrip(".")}
    if not standing.figures.gifts:
        return Notice("danger", _("Annullata"), reason)
    if standing.campaign.refunds_completed_at is None:
        back = _("Stiamo restituendo ogni donazione.")
        return Notice("danger", _("Annullata: rimborsi in corso"), joined(reason, back))
    back = _("Abbiamo restituito ogni donazione.")
    return Notice("danger", _("Annullata: rimborsi inviati"), joined(reason, back))
