"""The rules in Slovene."""

from functools import partial

from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation
from apps.matching.rules.wording.parts import Giver, Language, euro_after

LANGUAGE = Language(
    code="sl",
    givers={
        PoolOwner.MUNICIPALITY: Giver("občina", "Občina", "občine", "s strani občine"),
        PoolOwner.NATIONAL: Giver(
            "nacionalni sklad", "Nacionalni sklad", "nacionalnega sklada", "s strani nacionalnega sklada"
        ),
    },
    channels={
        Channel.ONLINE: "spletne donacije",
        Channel.BANK_TRANSFER: "bančna nakazila",
        Channel.OFFLINE: "na roke izročeni in zabeleženi darovi",
    },
    donors={
        DonorKind.NATURAL_PERSON: "posameznikov",
        DonorKind.LEGAL_ENTITY: "podjetij, društev in organizacij",
    },
    relations={
        Relation.PROPONENT: "predlagatelja projekta",
        Relation.RELATED_PARTY: "z njim povezanih oseb",
    },
    euro=partial(euro_after, thousands="."),
    one_euro="en evro",
    hours=("ene ure", "{count} ur"),
    days=("en dan", "{count} dni"),
    conjunction=" in ",
    phrases={
        "threshold": "Prag je {share} stroška projekta: donacije morajo doseči vsaj ta znesek.",
        "minimum": "Projekt uspe, če donacije in denar {of} skupaj pokrijejo najmanjši strošek.",
        "first_round": "Prvih {days} dni je namenjenih najmanjšemu znesku: če ni dosežen, se zbiranje konča.",
        "next_rounds": "Če je najmanjši znesek dosežen, se zbiranje nadaljuje še {days} dni, do najboljšega zneska.",
        "no_money": "{Giver} ne dodaja denarja: projekt prejme donacije občanov.",
        "if_reached": "Če projekt doseže prag, {giver} doda svoj denar.",
        "first_donation": "Dodatek velja le za prvo donacijo vsake osebe za vsak projekt.",
        "per_donor": "Za donacije ene osebe {giver} doda največ {sum}.",
        "per_project": "{Giver} da vsakemu projektu največ {sum}.",
        "per_category": "Projektu kategorije »{category}« da največ {sum}.",
        "pool": "Za ves razpis {giver} nameni {sum}.",
        "freed": "Če se denar sprosti, ga po istem pravilu dobijo tisti, ki čakajo.",
        "exact_sum": "Natančen znesek se izračuna na koncu, po denarju, ki je res prejet, in ne po obljubljenem.",
        "each_gift_aside": "Ob vsaki prejeti donaciji {giver} takoj rezervira svoj dodatek.",
        "gifts_in_order": "Donacije so na vrsti v redu, v katerem so prejete, in vrstni red je javen.",
        "each_project_aside": "Ko projekt doseže prag, {giver} takoj rezervira denar zanj.",
        "projects_in_order": "Denar dobijo projekti v vrstnem redu, v katerem dosežejo prag, dokler ga je kaj.",
        "judged_together": "{Giver} preveri prag, ko se kampanje končajo.",
        "decided_together": "O projektih z istim rokom se odloča skupaj.",
        "judged_at_close": "{Giver} preveri prag, ko se kampanja konča.",
        "in_order_of_closing": (
            "Denar dobijo projekti v vrstnem redu, v katerem se končajo njihove kampanje, dokler ga je kaj."
        ),
        "channels": "Štejejo {which}.",
        "net": "Vsaka donacija šteje brez stroška plačila.",
        "donor_kinds": "Štejejo le donacije {which}.",
        "excluded": "Denar {which} ne šteje.",
        "proponent_counts": "Šteje tudi denar predlagatelja projekta.",
        "donor_ceiling": "Donacije iste osebe štejejo do {sum}.",
        "distinct_donors": "Različnih darovalcev mora biti vsaj {donors}.",
        "charged_now": "Donacija se zaračuna takoj.",
        "charged_on_success": "Darovalec shrani kartico: bremeni se le, če obljube zadoščajo za dosego praga.",
        "promise_counts": "Obljuba šteje šele, ko je denar prejet.",
        "kept": "Če projekt ne uspe, podarjeni denar vseeno ostane predlagatelju.",
        "kept_no_match": "V tem primeru {giver} ne doda ničesar.",
        "given_back": "Če projekt ne uspe, se vsaka donacija v celoti vrne darovalcu.",
        "refund_fees": "Stroške vračil plača občina.",
        "late": "Po izteku roka čakamo na že začeta plačila največ {days}.",
        "campaign_days": "Vsaka kampanja traja {days} dni.",
        "min_donation": "Najmanjša donacija je {sum}.",
        "min_cost": "Projekt stane vsaj {sum}.",
        "max_cost": "Projekt stane največ {sum}.",
        "boost_after": "V trajanju {length}, od {start} po začetku, doda {adds} za vsak evro.",
        "boost_from": "V trajanju {length}, od {start:%d. %m. %Y ob %H:%M}, doda {adds} za vsak evro.",
        "boost_announced": "V trajanju {length}, ob času, ki bo objavljen z aktom, doda {adds} za vsak evro.",
    },
)
