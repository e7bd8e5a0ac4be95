"""The rules in Italian."""

from apps.calls.rules.vocabulary import Channel, DonorKind, PoolOwner, Relation
from apps.kernel.marking import marked as _
from apps.kernel.money import format_euro
from apps.matching.rules.wording.parts import Giver, Language

GIVERS = {
    PoolOwner.MUNICIPALITY: Giver(_("il Comune"), _("Il Comune"), _("del Comune"), _("dal Comune")),
    PoolOwner.NATIONAL: Giver(
        _("il fondo nazionale"), _("Il fondo nazionale"), _("del fondo nazionale"), _("dal fondo nazionale")
    ),
}

LANGUAGE = Language(
    code="it",
    givers=GIVERS,
    channels={
        Channel.ONLINE: "le donazioni online",
        Channel.BANK_TRANSFER: "i bonifici",
        Channel.OFFLINE: "i doni consegnati a mano e registrati",
    },
    donors={
        DonorKind.NATURAL_PERSON: "persone",
        DonorKind.LEGAL_ENTITY: "imprese, associazioni ed enti",
    },
    relations={
        Relation.PROPONENT: "di chi propone il progetto",
        Relation.RELATED_PARTY: "di chi gli è collegato",
    },
    euro=format_euro,
    one_euro="un euro",
    hours=("un'ora", "{count} ore"),
    days=("un giorno", "{count} giorni"),
    conjunction=" e ",
    phrases={
        "threshold": (
            "La soglia è il {share} del costo del progetto: le donazioni devono arrivare almeno a questa somma."
        ),
        "minimum": "Il progetto riesce se le donazioni e i soldi {of} insieme coprono il costo minimo.",
        "first_round": "I primi {days} giorni servono per il minimo: se non si raggiunge, la raccolta finisce.",
        "next_rounds": (
            "Se il minimo è raggiunto, la raccolta continua per altri {days} giorni, verso la somma migliore."
        ),
        "no_money": "{Giver} non aggiunge soldi: il progetto riceve le donazioni dei cittadini.",
        "if_reached": "Se il progetto raggiunge la soglia, {giver} aggiunge i suoi soldi.",
        "first_donation": "Vale solo la prima donazione di ogni persona a ogni progetto.",
        "per_donor": "Per le donazioni di una persona {giver} aggiunge al massimo {sum}.",
        "per_project": "{Giver} dà al massimo {sum} a ogni progetto.",
        "per_category": "A un progetto di categoria «{category}» dà al massimo {sum}.",
        "pool": "Per tutto il bando {giver} mette a disposizione {sum}.",
        "freed": "Se si liberano dei soldi, vanno a chi aspetta, con la stessa regola.",
        "exact_sum": "La somma esatta si calcola alla fine, sui soldi incassati davvero e non su quelli promessi.",
        "each_gift_aside": "A ogni donazione incassata {giver} mette subito da parte la sua aggiunta.",
        "gifts_in_order": "Le donazioni sono servite nell'ordine in cui sono incassate, e l'ordine è pubblico.",
        "each_project_aside": (
            "Quando un progetto raggiunge la soglia, {giver} mette subito da parte i soldi per quel progetto."
        ),
        "projects_in_order": "I soldi vanno ai progetti nell'ordine in cui raggiungono la soglia, finché ce ne sono.",
        "judged_together": "{Giver} controlla la soglia quando le campagne finiscono.",
        "decided_together": "I progetti con la stessa scadenza sono decisi insieme.",
        "judged_at_close": "{Giver} controlla la soglia quando la campagna finisce.",
        "in_order_of_closing": "I soldi vanno ai progetti nell'ordine in cui finiscono le campagne, finché ce ne sono.",
        "channels": "Contano {which}.",
        "net": "Ogni donazione conta senza le commissioni del pagamento.",
        "donor_kinds": "Contano solo le donazioni di {which}.",
        "excluded": "Non contano i soldi {which}.",
        "proponent_counts": "Contano anche i soldi di chi propone il progetto.",
        "donor_ceiling": "Le donazioni della stessa persona contano fino a {sum}.",
        "distinct_donors": "Servono almeno {donors} donatori diversi.",
        "charged_now": "La donazione è addebitata subito.",
        "charged_on_success": (
            "Chi dona salva la carta: l'addebito parte solo se le promesse bastano a raggiungere la soglia."
        ),
        "promise_counts": "Una promessa conta solo quando i soldi sono incassati.",
        "kept": "Se il progetto non riesce, i soldi donati restano lo stesso a chi lo propone.",
        "kept_no_match": "In quel caso {giver} non aggiunge niente.",
        "given_back": "Se il progetto non riesce, ogni donazione torna intera a chi l'ha fatta.",
        "refund_fees": "Le commissioni dei rimborsi le paga il Comune.",
        "late": "Dopo la scadenza aspettiamo al massimo {days} i pagamenti già iniziati.",
        "campaign_days": "Ogni campagna dura {days} giorni.",
        "min_donation": "La donazione più piccola è di {sum}.",
        "min_cost": "Un progetto costa almeno {sum}.",
        "max_cost": "Un progetto costa al massimo {sum}.",
        "boost_after": "Per {length}, da {start} dopo l'apertura, aggiunge {adds} per ogni euro.",
        "boost_from": "Per {length}, dal {start:%d/%m/%Y} alle {start:%H:%M}, aggiunge {adds} per ogni euro.",
        "boost_announced": (
            "Per {length}, in un momento che sarà annunciato con un atto, aggiunge {adds} per ogni euro."
        ),
    },
)
