"""The rules in Italian."""

from collections.abc import Iterator

from apps.calls.rules.parts import Boost
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import (
    Amounts,
    Channel,
    Collection,
    DonorKind,
    FeeBearer,
    Judgement,
    MatchKind,
    OnFailure,
    PoolOwner,
    Relation,
)
from apps.kernel.marking import marked as _
from apps.kernel.money import WHOLE_BPS, format_euro, format_share
from apps.matching.rules import per_donation, threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.matching.rules.wording.parts import Giver, adds_money

_CHANNELS = {
    Channel.ONLINE: "le donazioni online",
    Channel.BANK_TRANSFER: "i bonifici",
    Channel.OFFLINE: "i doni consegnati a mano e registrati",
}
_DONORS = {DonorKind.NATURAL_PERSON: "persone", DonorKind.LEGAL_ENTITY: "imprese, associazioni ed enti"}
_RELATIONS = {Relation.PROPONENT: "di chi propone il progetto", Relation.RELATED_PARTY: "di chi gli è collegato"}


GIVERS = {
    PoolOwner.MUNICIPALITY: Giver(_("il Comune"), _("Il Comune"), _("del Comune"), _("dal Comune")),
    PoolOwner.NATIONAL: Giver(
        _("il fondo nazionale"), _("Il fondo nazionale"), _("del fondo nazionale"), _("dal fondo nazionale")
    ),
}


def giver_of(terms: MatchTerms) -> Giver:
    """Return the words for whose money the pool is."""
    return GIVERS[terms.pool_owner]


def match_sentence(terms: MatchTerms) -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    giver = giver_of(terms)
    if terms.kind is MatchKind.PER_DONATION:
        return per_donation.WORDING["it"].format(giver=giver.name, ratio=_per_euro(terms.ratio_bps or 0))
    share = format_share(terms.match_share_bps or 0)
    return threshold.base_rule(terms).WORDING["it"].format(Giver=giver.opening, share=share)


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences."""
    return [*_goal(terms), *_match(terms), *_pool(terms), *_counting(terms), *_end(terms), *_limits(terms)]


def _goal(terms: MatchTerms) -> Iterator[str]:
    if terms.threshold_bps is not None:
        share = format_share(terms.threshold_bps)
        yield f"La soglia è il {share} del costo del progetto: le donazioni devono arrivare almeno a questa somma."
    else:
        of = giver_of(terms).of
        yield f"Il progetto riesce se le donazioni e i soldi {of} insieme coprono il costo minimo."
    if len(terms.rounds) > 1:
        yield f"I primi {terms.rounds[0].days} giorni servono per il minimo: se non si raggiunge, la raccolta finisce."
        rest = sum(each.days for each in terms.rounds[1:])
        yield f"Se il minimo è raggiunto, la raccolta continua per altri {rest} giorni, verso la somma migliore."


def _match(terms: MatchTerms) -> Iterator[str]:
    giver = giver_of(terms)
    if not adds_money(terms):
        yield f"{giver.opening} non aggiunge soldi: il progetto riceve le donazioni dei cittadini."
        return
    if terms.kind is MatchKind.THRESHOLD:
        yield f"Se il progetto raggiunge la soglia, {giver.name} aggiunge i suoi soldi."
    yield match_sentence(terms)
    if terms.first_donation_only:
        yield "Vale solo la prima donazione di ogni persona a ogni progetto."
    if terms.cap_per_donor_cents is not None:
        most = format_euro(terms.cap_per_donor_cents)
        yield f"Per le donazioni di una persona {giver.name} aggiunge al massimo {most}."
    for boost in terms.boosts:
        yield _boost(boost)
    if terms.cap_per_project_cents is not None:
        yield f"{giver.opening} dà al massimo {format_euro(terms.cap_per_project_cents)} a ogni progetto."
    for category, cap_cents in terms.caps_by_category.items():
        yield f"A un progetto di categoria «{category}» dà al massimo {format_euro(cap_cents)}."


def _pool(terms: MatchTerms) -> Iterator[str]:
    if not adds_money(terms):
        return
    giver = giver_of(terms)
    if terms.pool_cents is not None:
        yield f"Per tutto il bando {giver.name} mette a disposizione {format_euro(terms.pool_cents)}."
    yield from _order(terms, giver)
    yield rule_of(terms.exhaustion).WORDING["it"]
    yield "Se si liberano dei soldi, vanno a chi aspetta, con la stessa regola."
    yield "La somma esatta si calcola alla fine, sui soldi incassati davvero e non su quelli promessi."


def _order(terms: MatchTerms, giver: Giver) -> Iterator[str]:
    if terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING:
        yield f"A ogni donazione incassata {giver.name} mette subito da parte la sua aggiunta."
        yield "Le donazioni sono servite nell'ordine in cui sono incassate, e l'ordine è pubblico."
    elif terms.judged is Judgement.ON_CROSSING:
        yield f"Quando un progetto raggiunge la soglia, {giver.name} mette subito da parte i soldi per quel progetto."
        yield "I soldi vanno ai progetti nell'ordine in cui raggiungono la soglia, finché ce ne sono."
    elif terms.exhaustion in TOGETHER:
        yield f"{giver.opening} controlla la soglia quando le campagne finiscono."
        yield "I progetti con la stessa scadenza sono decisi insieme."
    else:
        yield f"{giver.opening} controlla la soglia quando la campagna finisce."
        yield "I soldi vanno ai progetti nell'ordine in cui finiscono le campagne, finché ce ne sono."


def _counting(terms: MatchTerms) -> Iterator[str]:
    counting = terms.counting
    yield f"Contano {_and([_CHANNELS[channel] for channel in counting.channels])}."
    if counting.amounts is Amounts.NET:
        yield "Ogni donazione conta senza le commissioni del pagamento."
    if len(counting.donor_kinds) < len(DonorKind):
        yield f"Contano solo le donazioni di {_and([_DONORS[kind] for kind in counting.donor_kinds])}."
    excluded = [_RELATIONS[each] for each in _RELATIONS if each in counting.excluded_relations]
    if excluded:
        yield f"Non contano i soldi {_and(excluded)}."
    if Relation.PROPONENT not in counting.excluded_relations:
        yield "Contano anche i soldi di chi propone il progetto."
    if counting.per_donor_ceiling_cents is not None:
        yield f"Le donazioni della stessa persona contano fino a {format_euro(counting.per_donor_ceiling_cents)}."
    if counting.min_distinct_donors > 1:
        yield f"Servono almeno {counting.min_distinct_donors} donatori diversi."


def _end(terms: MatchTerms) -> Iterator[str]:
    if terms.collection is Collection.CHARGE_NOW:
        yield "La donazione è addebitata subito."
    else:
        yield "Chi dona salva la carta: l'addebito parte solo se le promesse bastano a raggiungere la soglia."
        yield "Una promessa conta solo quando i soldi sono incassati."
    if terms.on_failure is OnFailure.KEEP:
        yield "Se il progetto non riesce, i soldi donati restano lo stesso a chi lo propone."
        yield f"In quel caso {giver_of(terms).name} non aggiunge niente."
    else:
        yield "Se il progetto non riesce, ogni donazione torna intera a chi l'ha fatta."
        if terms.fee_bearer is FeeBearer.MUNICIPALITY:
            yield "Le commissioni dei rimborsi le paga il Comune."
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


def _boost(boost: Boost) -> str:
    adds, length = _per_euro(boost.ratio_bps), _hours(boost.hours)
    if boost.from_hour is not None:
        return f"Per {length}, da {_hours(boost.from_hour)} dopo l'apertura, aggiunge {adds} per ogni euro."
    if boost.starts_at is not None:
        return (
            f"Per {length}, dal {boost.starts_at:%d/%m/%Y} alle {boost.starts_at:%H:%M}, aggiunge {adds} per ogni euro."
        )
    return f"Per {length}, in un momento che sarà annunciato con un atto, aggiunge {adds} per ogni euro."


def _hours(hours: int) -> str:
    return "un'ora" if hours == 1 else f"{hours} ore"


def _per_euro(ratio_bps: int) -> str:
    return "un euro" if ratio_bps == WHOLE_BPS else format_euro(ratio_bps * 100 // WHOLE_BPS)


def _and(items: list[str]) -> str:
    return " e ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
