"""How a campaign stands, in one honest notice: never a promise where there is an estimate."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Judgement
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.kernel.money import format_share
from apps.matching.rules import threshold
from apps.matching.rules.exhaustion import rule_of
from apps.matching.selectors import CampaignFigures, PoolFigures
from apps.portal.presenters.words import euro, joined, until

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@dataclass(frozen=True)
class Notice:
    """A state in words; `tone` is one of the alert component's."""

    tone: str
    title: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Everything that says how a campaign stands at one instant."""

    campaign: "Campaign"
    terms: MatchTerms
    figures: CampaignFigures
    pool: PoolFigures
    now: datetime

    @property
    def closes_at(self) -> datetime:
        """The first instant that takes no gifts."""
        return campaigns.opened(self.campaign).closes_at

    @property
    def is_reached(self) -> bool:
        """Whether collected money has reached the threshold."""
        return self.campaign.threshold_reached_at is not None

    @property
    def due_cents(self) -> int:
        """What the campaign is entitled to with the money collected so far, before the pool is looked at."""
        return threshold.entitlement_cents(self.terms, self.figures.cost_cents, self.figures.raised_cents)

    @property
    def adds_money(self) -> bool:
        """Whether the city adds anything under these rules."""
        return threshold.cap_cents_of(self.terms) > 0


def notice(standing: Standing) -> Notice:
    """Return the notice of a campaign that is not a draft."""
    state = standing.campaign.state
    if state == CampaignState.FUNDED:
        return _funded(standing)
    if state == CampaignState.NOT_FUNDED:
        return _not_funded(standing)
    if state == CampaignState.OUTCOME_PENDING:
        return _outcome_pending(standing)
    if standing.closes_at <= standing.now:
        text = "Il tempo per donare è finito. Stiamo controllando i pagamenti: l'esito compare in questa pagina."
        return Notice("warning", "La raccolta si è appena chiusa", text)
    return _reached(standing) if standing.is_reached else _collecting(standing)


def what_the_city_adds(standing: Standing) -> str:
    """Return what the city adds at the threshold and under which rule."""
    if not standing.adds_money:
        return "Per questo bando il Comune non aggiunge soldi: il progetto riceve le donazioni dei cittadini."
    rule = threshold.base_rule(standing.terms)
    share = standing.terms.match_share_bps or 0
    return joined(
        f"Se le donazioni arrivano a {euro(standing.figures.threshold_cents)} il Comune aggiunge i suoi soldi.",
        rule.WORDING.format(share=format_share(share)),
        f"Al massimo {euro(threshold.cap_cents_of(standing.terms))} a progetto, finché la dotazione del bando basta.",
    )


def offer(standing: Standing) -> str:
    """Return in one line what the city may still add; nothing when it has set its part aside or adds none."""
    if not standing.adds_money or standing.is_reached:
        return ""
    return f"Alla soglia il Comune aggiunge fino a {euro(standing.figures.match_max_cents)}."


def gap(standing: Standing) -> str:
    """Return what citizens must really raise when threshold and match together do not cover the cost; else nothing."""
    figures = standing.figures
    if figures.goal_cents <= figures.threshold_cents:
        return ""
    return joined(
        f"Arrivare alla soglia non basta a coprire tutto il costo: il Comune aggiunge al massimo "
        f"{euro(figures.match_max_cents)}.",
        f"Per coprire tutto il costo i cittadini devono donare {euro(figures.goal_cents)}.",
    )


def short_pool(standing: Standing) -> str:
    """Return a warning when the pool has less than the campaign could have at its threshold; else nothing."""
    due_cents, free_cents = standing.figures.match_max_cents, standing.pool.free_cents
    if not standing.adds_money or standing.is_reached or free_cents >= due_cents:
        return ""
    left = f"sono liberi solo {euro(free_cents)}" if free_cents else "non ci sono più soldi liberi"
    possible_cents = rule_of(standing.terms.exhaustion).grant_cents(due_cents, free_cents)
    adds = f"aggiunge al massimo {euro(possible_cents)}" if possible_cents else "non aggiunge nulla"
    return (
        f"Attenzione: nella dotazione del bando oggi {left}. Se non se ne liberano altri, il Comune {adds} anche se la "
        "soglia è raggiunta."
    )


def _collecting(standing: Standing) -> Notice:
    figures = standing.figures
    deadline = until(standing.closes_at)
    back = f"Se la soglia non si raggiunge {deadline}, ogni donazione torna intera a chi l'ha fatta."
    if not figures.missing_to_threshold_cents:
        donors = standing.terms.counting.min_distinct_donors
        why = f"il bando chiede anche {donors} donatori diversi" if donors > 1 else "non tutte contano per il bando"
        return Notice("info", "Raccolta aperta", f"Le donazioni arrivano alla somma della soglia, ma {why}. {back}")
    missing = f"Mancano {euro(figures.missing_to_threshold_cents)} di donazioni per arrivare alla soglia."
    return Notice("info", "Raccolta aperta", f"{missing} {back}")


def _reached(standing: Standing) -> Notice:
    figures, title = standing.figures, "Soglia raggiunta"
    later = "La somma esatta si decide alla fine della raccolta, sui soldi incassati davvero."
    if not standing.adds_money:
        return Notice("success", title, "Il progetto riceve le donazioni dei cittadini. La raccolta continua.")
    if figures.is_waiting and not figures.match_cents:
        text = "I soldi del bando in questo momento non bastano: sono riservati o impegnati per altri progetti."
        queue = "La campagna è in lista d'attesa e li riceve, nell'ordine, se se ne liberano."
        return Notice("warning", "Soglia raggiunta, in attesa della dotazione", joined(text, queue))
    if figures.is_waiting:
        text = f"Il Comune ha messo da parte {euro(figures.match_cents)}, meno di quanto spetta: per il resto la "
        return Notice("warning", "Soglia raggiunta, dotazione non sufficiente", f"{text}campagna è in lista d'attesa.")
    if figures.match_cents:
        return Notice("success", title, f"Il Comune ha messo da parte {euro(figures.match_cents)}. {later}")
    if standing.terms.judged is Judgement.AT_CLOSE and standing.due_cents:
        adds = f"Alla fine della raccolta il Comune aggiunge fino a {euro(standing.due_cents)}"
        return Notice("success", title, f"{adds}, se la dotazione basta. {later}")
    return Notice("success", title, "Le donazioni coprono da sole il costo: il Comune non deve aggiungere altro.")


def _outcome_pending(standing: Standing) -> Notice:
    window_ends_at = standing.closes_at + timedelta(days=standing.terms.late_payments_days)
    held = standing.figures.match_cents
    text = joined(
        "La raccolta è finita e non si può più donare.",
        f"Aspettiamo i pagamenti iniziati prima della scadenza, {until(window_ends_at)} al più tardi.",
        "Poi l'esito è definitivo.",
        f"Intanto il Comune tiene da parte {euro(held)}." if held else "",
    )
    return Notice("warning", "In attesa dell'esito", text)


def _funded(standing: Standing) -> Notice:
    figures = standing.figures
    received_cents = figures.raised_cents + figures.committed_cents
    gave = f"I cittadini hanno donato {euro(figures.raised_cents)}"
    if figures.committed_cents:
        outcome = (
            f"{gave} e il Comune aggiunge {euro(figures.committed_cents)}: il progetto riceve {euro(received_cents)}."
        )
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
    figures, campaign = standing.figures, standing.campaign
    missed = (
        f"Le donazioni si sono fermate a {euro(figures.gathered_cents)}: la soglia era {euro(figures.threshold_cents)}."
    )
    if not figures.gifts:
        return Notice("danger", "Non finanziata", "Nessuno ha donato: non c'è niente da restituire.")
    if campaign.refunds_completed_at is None:
        back = "Stiamo restituendo ogni donazione, intera: ognuno riceve un'e-mail con la prova del rimborso."
        return Notice("danger", "Non finanziata: rimborsi in corso", joined(missed, back))
    back = "Abbiamo restituito ogni donazione, intera, e mandato a ognuno la prova del rimborso."
    return Notice("danger", "Non finanziata: rimborsi inviati", joined(missed, back))
