"""The Italian words of the match terms: one per value of each closed list, and a value as people read it."""

from collections.abc import Mapping
from typing import Any

from apps.calls.rules import vocabulary as words
from apps.calls.rules.vocabulary import label
from apps.kernel.money import format_euro, format_share

NOT_STATED = "non indicato"

OPTIONS: dict[str, dict[str, str]] = {
    "kind": {
        words.MatchKind.THRESHOLD: "A soglia: il Comune aggiunge la sua parte quando le donazioni arrivano alla soglia",
        words.MatchKind.PER_DONATION: "Per donazione: il Comune aggiunge qualcosa a ogni donazione",
        words.MatchKind.QUADRATIC: "Quadratico: il numero dei donatori pesa più delle somme",
    },
    "base": {
        words.Base.REMAINING_COST: "I costi rimanenti: quello che manca per coprire il costo",
        words.Base.FIXED_SHARE: "Una quota fissa del costo, anche se le donazioni superano la soglia",
        words.Base.CAPPED_REMAINING: "Quello che manca, ma non più della quota del costo",
    },
    "exhaustion": {
        words.Exhaustion.FIRST_COME_PARTIAL: "In ordine di arrivo: l'ultimo riceve quello che resta",
        words.Exhaustion.FIRST_COME_WHOLE: "In ordine di arrivo: chi non può essere pagato per intero è saltato",
        words.Exhaustion.RANKING: "Nell'ordine della graduatoria finale",
        words.Exhaustion.PRO_RATA: "In proporzione: tutti ricevono meno",
    },
    "judged": {
        words.Judgement.ON_CROSSING: "Appena le donazioni la raggiungono: i soldi sono messi subito da parte",
        words.Judgement.AT_CLOSE: "Alla chiusura della campagna",
    },
    "counting.channels": {
        words.Channel.ONLINE: "Pagamenti online",
        words.Channel.BANK_TRANSFER: "Bonifici",
        words.Channel.OFFLINE: "Donazioni raccolte di persona",
    },
    "counting.amounts": {
        words.Amounts.GROSS: "La somma donata",
        words.Amounts.NET: "La somma donata, tolte le commissioni del pagamento",
    },
    "counting.donor_kinds": {
        words.DonorKind.NATURAL_PERSON: "Persone",
        words.DonorKind.LEGAL_ENTITY: "Imprese, associazioni ed enti",
    },
    "counting.excluded_relations": {
        words.Relation.RELATED_PARTY: "Chi è legato al proponente",
        words.Relation.PROPONENT: "Il proponente stesso",
    },
    "on_failure": {
        words.OnFailure.REFUND_ALL: "Ogni donazione torna a chi l'ha fatta",
        words.OnFailure.KEEP: "Le donazioni restano al progetto, senza i soldi del Comune",
    },
    "collection": {
        words.Collection.CHARGE_NOW: "Subito, al momento della donazione",
        words.Collection.CHARGE_ON_SUCCESS: "Solo se la campagna riesce",
    },
    "fee_bearer": {
        words.FeeBearer.BENEFICIARY: "Chi riceve le donazioni",
        words.FeeBearer.MUNICIPALITY: "Il Comune",
    },
    "pool_owner": {
        words.PoolOwner.MUNICIPALITY: "Il Comune",
        words.PoolOwner.NATIONAL: "Un ente nazionale, per più Comuni",
    },
    "goal": {
        words.RoundGoal.MINIMUM: "Il costo minimo",
        words.RoundGoal.OPTIMUM: "Il costo ottimale",
    },
}


def value_in_words(field: str, value: Any) -> str:
    """Return the value of a parameter of a rules document as people read it.

    >>> value_in_words("threshold_bps", 5_000), value_in_words("cap_per_project_cents", 5_000_000)
    ('50%', '€\\xa050.000,00')
    """
    if value is None or value in ([], {}):
        return NOT_STATED
    if isinstance(value, bool):
        return "sì" if value else "no"
    if isinstance(value, int):
        return _number_in_words(field, value)
    if isinstance(value, list):
        return "; ".join(value_in_words(field, item) for item in value)
    if isinstance(value, Mapping):
        return ", ".join(f"{_name(name)} {value_in_words(_path(field, name), item)}" for name, item in value.items())
    return OPTIONS.get(field, OPTIONS.get(field.rsplit(".", 1)[-1], {})).get(value, str(value))


_NAMES = {"ratio_bps": "rapporto", "hours": "ore", "from_hour": "dall'ora", "days": "giorni", "goal": "obiettivo:"}


def _name(name: str) -> str:
    return _NAMES.get(name, label(name))


def _path(field: str, name: str) -> str:
    return f"{field}.{name}" if field != "caps_by_category" else f"{name}_cents"


def _number_in_words(field: str, value: int) -> str:
    if field.endswith("_cents") or field.startswith("caps_by_category"):
        return format_euro(value)
    return format_share(value) if field.endswith("_bps") else str(value)
