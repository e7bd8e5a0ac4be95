"""The rules in French."""

from functools import partial

from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation
from apps.matching.rules.wording.parts import Giver, Language, euro_after

LANGUAGE = Language(
    code="fr",
    givers={
        PoolOwner.MUNICIPALITY: Giver("la commune", "La commune", "de la commune", "par la commune"),
        PoolOwner.NATIONAL: Giver(
            "le fonds national", "Le fonds national", "du fonds national", "par le fonds national"
        ),
    },
    channels={
        Channel.ONLINE: "les dons en ligne",
        Channel.BANK_TRANSFER: "les virements",
        Channel.OFFLINE: "les dons remis en main propre et enregistrés",
    },
    donors={
        DonorKind.NATURAL_PERSON: "personnes",
        DonorKind.LEGAL_ENTITY: "entreprises, associations et organismes",
    },
    relations={
        Relation.PROPONENT: "du porteur du projet",
        Relation.RELATED_PARTY: "des personnes qui lui sont liées",
    },
    euro=partial(euro_after, thousands="\u00a0"),
    one_euro="un euro",
    hours=("une heure", "{count} heures"),
    days=("un jour", "{count} jours"),
    conjunction=" et ",
    phrases={
        "threshold": "Le seuil est de {share} du coût du projet. Les dons doivent atteindre au moins cette somme.",
        "minimum": "Un projet réussit si les dons et l'argent {of} couvrent ensemble son coût minimum.",
        "first_round": (
            "Les {days} premiers jours servent à réunir le minimum. S'il n'est pas atteint, la collecte s'arrête."
        ),
        "next_rounds": "Si le minimum est atteint, la collecte continue {days} jours encore, vers la somme idéale.",
        "no_money": "{Giver} n'ajoute pas d'argent. Le projet reçoit les dons des citoyens.",
        "if_reached": "Si le projet atteint le seuil, {giver} ajoute son argent.",
        "first_donation": "Seul le premier don de chaque personne à chaque projet est complété.",
        "per_donor": "Pour les dons d'une personne, {giver} ajoute au plus {sum}.",
        "per_project": "{Giver} donne au plus {sum} à chaque projet.",
        "per_category": "Un projet de la catégorie «\u00a0{category}\u00a0» reçoit au plus {sum}.",
        "pool": "Pour tout l'appel, {giver} met {sum} à disposition.",
        "freed": "L'argent qui se libère va à ceux qui attendent, selon la même règle.",
        "exact_sum": "La somme exacte est calculée à la fin, sur l'argent vraiment encaissé et non sur les promesses.",
        "each_gift_aside": "À chaque don encaissé, {giver} met aussitôt de côté ce qui s'ajoute.",
        "gifts_in_order": "Les dons sont servis dans l'ordre où ils sont encaissés, et cet ordre est public.",
        "each_project_aside": "Quand un projet atteint le seuil, {giver} met aussitôt de côté l'argent pour ce projet.",
        "projects_in_order": "L'argent va aux projets dans l'ordre où ils atteignent le seuil, tant qu'il y en a.",
        "judged_together": "{Giver} vérifie le seuil à la fin des campagnes.",
        "decided_together": "Les projets qui ont la même échéance sont décidés ensemble.",
        "judged_at_close": "{Giver} vérifie le seuil à la fin de la campagne.",
        "in_order_of_closing": (
            "L'argent va aux projets dans l'ordre où leurs campagnes se terminent, tant qu'il y en a."
        ),
        "channels": "Comptent {which}.",
        "net": "Chaque don compte sans les frais du paiement.",
        "donor_kinds": "Seuls comptent les dons des {which}.",
        "excluded": "L'argent {which} ne compte pas.",
        "proponent_counts": "L'argent du porteur du projet compte aussi.",
        "donor_ceiling": "Les dons d'une même personne comptent jusqu'à {sum}.",
        "distinct_donors": "Il faut au moins {donors} donateurs différents.",
        "charged_now": "Un don est débité tout de suite.",
        "charged_on_success": (
            "Les donateurs enregistrent leur carte. Elle n'est débitée que si les promesses atteignent le seuil."
        ),
        "promise_counts": "Une promesse ne compte que lorsque son argent est encaissé.",
        "kept": "Si le projet ne réussit pas, les dons restent quand même à son porteur.",
        "kept_no_match": "Dans ce cas, {giver} n'ajoute rien.",
        "given_back": "Si le projet ne réussit pas, chaque don revient en entier à la personne qui l'a fait.",
        "refund_fees": "Les frais des remboursements sont payés par la commune.",
        "late": "Après l'échéance, nous attendons au plus {days} les paiements déjà commencés.",
        "campaign_days": "Chaque campagne dure {days} jours.",
        "min_donation": "Le don le plus petit est de {sum}.",
        "min_cost": "Un projet coûte au moins {sum}.",
        "max_cost": "Un projet coûte au plus {sum}.",
        "boost_after": "Pendant {length}, {start} après l'ouverture, chaque euro reçoit {adds} de plus.",
        "boost_from": "Pendant {length}, à partir du {start:%d/%m/%Y à %H:%M}, chaque euro reçoit {adds} de plus.",
        "boost_announced": "Pendant {length}, à un moment qu'un acte annoncera, chaque euro reçoit {adds} de plus.",
    },
)
