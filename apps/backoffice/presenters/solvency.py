"""The solvency of a call as its page shows it: table, bars, order of exhaustion in words, and what it rests on."""

from dataclasses import dataclass
from functools import cache

from django.http import QueryDict

from apps.backoffice.forms.simulation import SimulationForm
from apps.calls.editions import reading
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Exhaustion
from apps.kernel.money import format_euro, format_share
from apps.matching.rules import past_editions, solvency
from apps.matching.rules.past_editions import PastEditions, Sample
from apps.matching.rules.settled import NotSettled
from apps.matching.rules.solvency import Case, CaseKind, Simulation

_NAMES = {
    CaseKind.WORST: "Caso peggiore",
    CaseKind.MOST: "Con questo costo",
    CaseKind.EXPECTED: "Caso atteso",
}
_MEANINGS = {
    CaseKind.WORST: "tutti i progetti riescono e ricevono il massimo del bando",
    CaseKind.MOST: "tutti i progetti riescono e chiedono il massimo che il loro costo permette",
    CaseKind.EXPECTED: "riesce la quota indicata di progetti e i cittadini donano la quota indicata",
}


@dataclass(frozen=True)
class CaseRow:
    """One case of the table and of the chart."""

    name: str
    meaning: str
    case: Case
    outcome: str


@dataclass(frozen=True, kw_only=True)
class Solvency:
    """What the simulator shows; `simulation` is None while the form is wrong, `refused` says why it cannot run."""

    form: SimulationForm
    simulation: Simulation | None
    rows: list[CaseRow]
    scale_cents: int
    gap: str
    past: list[str]
    refused: str


@cache
def past() -> PastEditions:
    """Return what the editions that come with the platform teach; read once."""
    return past_editions.learn({key: reading.get_edition(key).outcome for key in reading.list_keys()})


def solvency_page(terms: MatchTerms, funded_cents: int, query: QueryDict) -> Solvency:
    """Return the simulator for some terms; the pool is what the terms state, or what acts have put into it. Cents."""
    pool_cents = terms.pool_cents if terms.pool_cents is not None else funded_cents
    form = _form(terms, query)
    found: Simulation | None = None
    refused = ""
    if not pool_cents:
        refused = "Il bando non dice quanto è la dotazione: scrivila nelle regole per provare se basta."
    elif form.is_valid():
        try:
            found = solvency.simulate(terms, form.assumption(past().mean_gift_cents), pool_cents)
        except NotSettled as error:
            refused = error.message
    return Solvency(
        form=form,
        simulation=found,
        rows=[_row(terms, case, pool_cents) for case in found.cases] if found else [],
        scale_cents=max(pool_cents, found.worst.demand_cents, found.most.demand_cents) if found else 0,
        gap=_gap(found, form.cleaned_data["costo"]) if found else "",
        past=_sources(past()),
        refused=refused,
    )


def usual_projects(terms: MatchTerms) -> int:
    """Return how many projects to suppose at first: the call's maximum, or the most that a past edition had online."""
    return min(terms.max_projects or past().campaigns or 1, solvency.MAX_PROJECTS)


def _form(terms: MatchTerms, query: QueryDict) -> SimulationForm:
    offered = {
        "progetti": usual_projects(terms),
        "costo": solvency.usual_cost_cents(terms),
        "riuscita": past().success.share_bps,
        "raccolta": past().raised.share_bps,
    }
    blank = SimulationForm()
    shown = {name: blank[name].field.prepare_value(value) for name, value in offered.items()}
    asked = {name: query[name] for name in offered if name in query}
    return SimulationForm({**shown, **asked})


def _row(terms: MatchTerms, case: Case, pool_cents: int) -> CaseRow:
    return CaseRow(_NAMES[case.kind], _MEANINGS[case.kind], case, _outcome(terms, case, pool_cents))


def _outcome(terms: MatchTerms, case: Case, pool_cents: int) -> str:
    if case.pays_whole is None:
        return f"La dotazione basta per tutti e avanzano {format_euro(pool_cents - case.demand_cents)}."
    whole = case.pays_whole
    if terms.exhaustion is Exhaustion.PRO_RATA:
        share = format_euro(case.granted_cents // case.funded)
        return f"Basta per {whole} progetti: con uno di più tutti ricevono meno, {share} ciascuno se riescono tutti."
    order = " della graduatoria" if terms.exhaustion is Exhaustion.RANKING else ""
    first = f"La dotazione paga per intero i primi {whole}{order}" if whole != 1 else "La dotazione paga solo il primo"
    rest_cents = pool_cents - case.granted_cents
    then = f", poi avanzano {format_euro(rest_cents)} che non bastano per un altro" if rest_cents else ""
    if case.in_part:
        then = f"; il {whole + 1}° riceve {format_euro(pool_cents - whole * case.each_cents)}"
    return f"{first}{then}. Senza soldi: {case.unpaid}."


def _gap(found: Simulation, cost_cents: int) -> str:
    if not found.gap_cents:
        return ""
    return (
        f"Per un progetto da {format_euro(cost_cents)} la soglia è {format_euro(found.reached_from_cents)}, ma con "
        f"quello che aggiunge il Comune il costo è coperto solo se i cittadini donano "
        f"{format_euro(found.whole_cost_from_cents)}: {format_euro(found.gap_cents)} in più."
    )


def _sources(known: PastEditions) -> list[str]:
    success, raised = known.success, known.raised
    return [
        f"Progetti che riescono: {success.part} campagne riuscite su {success.whole} "
        f"({format_share(success.share_bps)}). Edizioni: {_keys(success)}.",
        f"Quanto donano i cittadini: {format_euro(raised.part)} su {format_euro(raised.whole)} "
        f"({format_share(raised.share_bps)}). Le fonti non dicono il costo dei progetti: al suo posto usiamo donazioni "
        f"e cofinanziamento insieme. Edizioni: {_keys(raised)}.",
        f"Una donazione, in media: {format_euro(known.mean_gift_cents)}. Serve solo nei bandi per donazione, dove c'è "
        f"un massimo per donatore. Edizioni: {_keys(known.gift)}.",
    ]


def _keys(sample: Sample) -> str:
    return ", ".join(sample.editions) or "nessuna"
