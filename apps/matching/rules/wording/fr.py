"""The rules in French."""

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
from apps.kernel.money import WHOLE_BPS, format_share
from apps.matching.rules import per_donation, threshold
from apps.matching.rules.exhaustion import TOGETHER, rule_of
from apps.matching.rules.wording.parts import Giver, adds_money

_CHANNELS = {
    Channel.ONLINE: "les dons en ligne",
    Channel.BANK_TRANSFER: "les virements",
    Channel.OFFLINE: "les dons remis en main propre et enregistrés",
}
_DONORS = {DonorKind.NATURAL_PERSON: "personnes", DonorKind.LEGAL_ENTITY: "entreprises, associations et organismes"}
_RELATIONS = {Relation.PROPONENT: "du porteur du projet", Relation.RELATED_PARTY: "des personnes qui lui sont liées"}
_GIVERS = {
    PoolOwner.MUNICIPALITY: Giver("la commune", "La commune", "de la commune", "par la commune"),
    PoolOwner.NATIONAL: Giver("le fonds national", "Le fonds national", "du fonds national", "par le fonds national"),
}


def sentences(terms: MatchTerms) -> list[str]:
    """Return the rules as sentences."""
    return [*_goal(terms), *_match(terms), *_pool(terms), *_counting(terms), *_end(terms), *_limits(terms)]


def match_sentence(terms: MatchTerms) -> str:
    """Return what the pool adds, by the rule's own wording; the terms add money."""
    giver = _GIVERS[terms.pool_owner]
    if terms.kind is MatchKind.PER_DONATION:
        return per_donation.WORDING["fr"].format(giver=giver.name, ratio=_per_euro(terms.ratio_bps or 0))
    share = format_share(terms.match_share_bps or 0)
    return threshold.base_rule(terms).WORDING["fr"].format(Giver=giver.opening, share=share)


def euro(amount_cents: int) -> str:
    """Return an amount as it is written in French.

    >>> euro(23_243_834)
    '232\xa0438,34\xa0€'
    """
    whole, cents = divmod(amount_cents, 100)
    return f"{whole:,}".replace(",", "\u00a0") + f",{cents:02d}\u00a0€"


def _goal(terms: MatchTerms) -> Iterator[str]:
    if terms.threshold_bps is not None:
        share = format_share(terms.threshold_bps)
        yield f"Le seuil est de {share} du coût du projet. Les dons doivent atteindre au moins cette somme."
    else:
        of = _GIVERS[terms.pool_owner].of
        yield f"Un projet réussit si les dons et l'argent {of} couvrent ensemble son coût minimum."
    if len(terms.rounds) > 1:
        first, rest = terms.rounds[0].days, sum(each.days for each in terms.rounds[1:])
        yield f"Les {first} premiers jours servent à réunir le minimum. S'il n'est pas atteint, la collecte s'arrête."
        yield f"Si le minimum est atteint, la collecte continue {rest} jours encore, vers la somme idéale."


def _match(terms: MatchTerms) -> Iterator[str]:
    giver = _GIVERS[terms.pool_owner]
    if not adds_money(terms):
        yield f"{giver.opening} n'ajoute pas d'argent. Le projet reçoit les dons des citoyens."
        return
    if terms.kind is MatchKind.THRESHOLD:
        yield f"Si le projet atteint le seuil, {giver.name} ajoute son argent."
    yield match_sentence(terms)
    if terms.first_donation_only:
        yield "Seul le premier don de chaque personne à chaque projet est complété."
    if terms.cap_per_donor_cents is not None:
        yield f"Pour les dons d'une personne, {giver.name} ajoute au plus {euro(terms.cap_per_donor_cents)}."
    for boost in terms.boosts:
        yield _boost(boost)
    if terms.cap_per_project_cents is not None:
        yield f"{giver.opening} donne au plus {euro(terms.cap_per_project_cents)} à chaque projet."
    for category, cap_cents in terms.caps_by_category.items():
        yield f"Un projet de la catégorie «\u00a0{category}\u00a0» reçoit au plus {euro(cap_cents)}."


def _pool(terms: MatchTerms) -> Iterator[str]:
    if not adds_money(terms):
        return
    giver = _GIVERS[terms.pool_owner]
    if terms.pool_cents is not None:
        yield f"Pour tout l'appel, {giver.name} met {euro(terms.pool_cents)} à disposition."
    yield from _order(terms, giver)
    yield rule_of(terms.exhaustion).WORDING["fr"]
    yield "L'argent qui se libère va à ceux qui attendent, selon la même règle."
    yield "La somme exacte est calculée à la fin, sur l'argent vraiment encaissé et non sur les promesses."


def _order(terms: MatchTerms, giver: Giver) -> Iterator[str]:
    if terms.kind is MatchKind.PER_DONATION and terms.judged is Judgement.ON_CROSSING:
        yield f"À chaque don encaissé, {giver.name} met aussitôt de côté ce qui s'ajoute."
        yield "Les dons sont servis dans l'ordre où ils sont encaissés, et cet ordre est public."
    elif terms.judged is Judgement.ON_CROSSING:
        yield f"Quand un projet atteint le seuil, {giver.name} met aussitôt de côté l'argent pour ce projet."
        yield "L'argent va aux projets dans l'ordre où ils atteignent le seuil, tant qu'il y en a."
    elif terms.exhaustion in TOGETHER:
        yield f"{giver.opening} vérifie le seuil à la fin des campagnes."
        yield "Les projets qui ont la même échéance sont décidés ensemble."
    else:
        yield f"{giver.opening} vérifie le seuil à la fin de la campagne."
        yield "L'argent va aux projets dans l'ordre où leurs campagnes se terminent, tant qu'il y en a."


def _counting(terms: MatchTerms) -> Iterator[str]:
    counting = terms.counting
    yield f"Comptent {_and([_CHANNELS[channel] for channel in counting.channels])}."
    if counting.amounts is Amounts.NET:
        yield "Chaque don compte sans les frais du paiement."
    if len(counting.donor_kinds) < len(DonorKind):
        yield f"Seuls comptent les dons des {_and([_DONORS[kind] for kind in counting.donor_kinds])}."
    excluded = [_RELATIONS[each] for each in _RELATIONS if each in counting.excluded_relations]
    if excluded:
        yield f"L'argent {_and(excluded)} ne compte pas."
    if Relation.PROPONENT not in counting.excluded_relations:
        yield "L'argent du porteur du projet compte aussi."
    if counting.per_donor_ceiling_cents is not None:
        yield f"Les dons d'une même personne comptent jusqu'à {euro(counting.per_donor_ceiling_cents)}."
    if counting.min_distinct_donors > 1:
        yield f"Il faut au moins {counting.min_distinct_donors} donateurs différents."


def _end(terms: MatchTerms) -> Iterator[str]:
    if terms.collection is Collection.CHARGE_NOW:
        yield "Un don est débité tout de suite."
    else:
        yield "Les donateurs enregistrent leur carte. Elle n'est débitée que si les promesses atteignent le seuil."
        yield "Une promesse ne compte que lorsque son argent est encaissé."
    if terms.on_failure is OnFailure.KEEP:
        yield "Si le projet ne réussit pas, les dons restent quand même à son porteur."
        yield f"Dans ce cas, {_GIVERS[terms.pool_owner].name} n'ajoute rien."
    else:
        yield "Si le projet ne réussit pas, chaque don revient en entier à la personne qui l'a fait."
        if terms.fee_bearer is FeeBearer.MUNICIPALITY:
            yield "Les frais des remboursements sont payés par la commune."
    if terms.late_payments_days:
        days = "un jour" if terms.late_payments_days == 1 else f"{terms.late_payments_days} jours"
        yield f"Après l'échéance, nous attendons au plus {days} les paiements déjà commencés."


def _limits(terms: MatchTerms) -> Iterator[str]:
    if terms.campaign_days is not None:
        yield f"Chaque campagne dure {terms.campaign_days} jours."
    if terms.min_donation_cents is not None:
        yield f"Le don le plus petit est de {euro(terms.min_donation_cents)}."
    if terms.min_project_cost_cents is not None:
        yield f"Un projet coûte au moins {euro(terms.min_project_cost_cents)}."
    if terms.max_project_cost_cents is not None:
        yield f"Un projet coûte au plus {euro(terms.max_project_cost_cents)}."


def _boost(boost: Boost) -> str:
    adds, length = _per_euro(boost.ratio_bps), _hours(boost.hours)
    if boost.from_hour is not None:
        return f"Pendant {length}, {_hours(boost.from_hour)} après l'ouverture, chaque euro reçoit {adds} de plus."
    if boost.starts_at is not None:
        start = f"{boost.starts_at:%d/%m/%Y à %H:%M}"
        return f"Pendant {length}, à partir du {start}, chaque euro reçoit {adds} de plus."
    return f"Pendant {length}, à un moment qu'un acte annoncera, chaque euro reçoit {adds} de plus."


def _hours(hours: int) -> str:
    return "une heure" if hours == 1 else f"{hours} heures"


def _per_euro(ratio_bps: int) -> str:
    return "un euro" if ratio_bps == WHOLE_BPS else euro(ratio_bps * 100 // WHOLE_BPS)


def _and(items: list[str]) -> str:
    return " et ".join([", ".join(items[:-1]), items[-1]]) if len(items) > 1 else items[0]
