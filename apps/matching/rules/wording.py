"""The rules of a call in short plain Italian sentences (level B1), one thought each.

Says only what the terms say; the figures of a single campaign are in `example` and in the decision records.
"""

from collections.abc import Iterator

from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import Amounts, Channel, DonorKind, Judgement, Relation
from apps.kernel.money import format_euro, format_share
from apps.matching.rules import threshold
from apps.matching.rules.exhaustion import rule_of
from apps.matching.rules.settled import require_settled

_CHANNELS = {Channel.ONLINE: "le donazioni online"}
_DONORS = {DonorKind.NATURAL_PERSON: "persone", DonorKind.LEGAL_ENTITY: "imprese, associazioni ed enti"}


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences for the public page; raises NotSettled for what this version cannot compute."""
    require_settled(terms)
    return [*_match(terms), *_pool(terms), *_counting(terms), *_end(terms), *_limits(terms)]


def _match(terms: MatchTerms) -> Iterator[str]:
    share, cap_cents = format_share(threshold.threshold_bps_of(terms)), threshold.cap_cents_of(terms)
    rule = threshold.base_rule(terms)
    yield f"La soglia è il {share} del costo del progetto: le donazioni devono arrivare almeno a questa somma."
    if cap_cents == 0:
        yield "Il Comune non aggiunge soldi: il progetto riceve le donazioni dei cittadini."
        return
    yield "Se il progetto raggiunge la soglia, il Comune aggiunge i suoi soldi."
    yield rule.WORDING.format(share=format_share(terms.match_share_bps or 0))
    yield f"Il Comune dà al massimo {format_euro(cap_cents)} a ogni progetto."


def _pool(terms: MatchTerms) -> Iterator[str]:
    if threshold.cap_cents_of(terms) == 0:
        return
    if terms.pool_cents is not None:
        yield f"Per tutto il bando il Comune mette a disposizione {format_euro(terms.pool_cents)}."
    if terms.judged is Judgement.ON_CROSSING:
        yield "Quando un progetto raggiunge la soglia, il Comune mette subito da parte i soldi per quel progetto."
        yield "I soldi vanno ai progetti nell'ordine in cui raggiungono la soglia, finché ce ne sono."
    else:
        yield "Il Comune controlla la soglia quando la campagna finisce."
        yield "I soldi vanno ai progetti nell'ordine in cui finiscono le campagne, finché ce ne sono."
    yield rule_of(terms.exhaustion).WORDING
    yield "Se si liberano dei soldi, vanno ai progetti che aspettano, nello stesso ordine."
    yield "La somma esatta si calcola alla fine, sui soldi incassati davvero e non su quelli promessi."


def _counting(terms: MatchTerms) -> Iterator[str]:
    counting = terms.counting
    yield f"Per la soglia contano {_and([_CHANNELS[channel] for channel in counting.channels])}."
    if counting.amounts is Amounts.NET:
        yield "Ogni donazione conta senza le commissioni del pagamento."
    if len(counting.donor_kinds) < len(DonorKind):
        yield f"Contano solo le donazioni di {_and([_DONORS[kind] for kind in counting.donor_kinds])}."
    if Relation.PROPONENT not in counting.excluded_relations:
        yield "Contano anche i soldi di chi propone il progetto."
    if counting.per_donor_ceiling_cents is not None:
        yield f"Le donazioni della stessa persona contano fino a {format_euro(counting.per_donor_ceiling_cents)}."
    if counting.min_distinct_donors > 1:
        yield f"Servono almeno {counting.min_distinct_donors} donatori diversi."


def _end(terms: MatchTerms) -> Iterator[str]:
    yield "La donazione è addebitata subito."
    yield "Se il progetto non raggiunge la soglia, ogni donazione torna intera a chi l'ha fatta."
    if terms.late_payments_days:
        days = "un giorno" if terms.late_payments_days == 1 else f"{terms.late_payments_days} giorni"
        yield f"Dopo la scadenza aspettiamo al massimo {days} i pagamenti già iniziati."


def _limits(terms: MatchTerms) -> Iterator[str]:
    if terms.campaign_days is not None:
        yield f"Ogni campagna dura {terms.campaign_days} giorni."
    if terms.min_donation_cents is not None:
        yield f"La donazione più piccola è di {format_euro(terms.min_donation_cents)}."
    if terms.min_project_cost_cents is not None:
        yield f"Un progetto costa almeno {format_euro(terms.min_project_cost_cents)}."
    if terms.max_project_cost_cents is not None:
        yield f"Un progetto costa al massimo {format_euro(terms.max_project_cost_cents)}."


def _and(items: list[str]) -> str:
    return " e ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
