"""The words a rules document may use, one closed list per parameter. Owns no figure and no default."""

from enum import StrEnum


class MatchKind(StrEnum):
    """How the municipality's money follows the citizens'."""

    THRESHOLD = "threshold"
    PER_DONATION = "per_donation"
    QUADRATIC = "quadratic"


class Base(StrEnum):
    """What a threshold match is computed on."""

    REMAINING_COST = "remaining_cost"
    FIXED_SHARE = "fixed_share"
    CAPPED_REMAINING = "capped_remaining"


class Exhaustion(StrEnum):
    """Who is paid when the pool is short."""

    FIRST_COME_PARTIAL = "first_come_partial"
    FIRST_COME_WHOLE = "first_come_whole"
    RANKING = "ranking"
    PRO_RATA = "pro_rata"


class Judgement(StrEnum):
    """When the threshold is judged."""

    ON_CROSSING = "on_crossing"
    AT_CLOSE = "at_close"


class Channel(StrEnum):
    """How a donation reaches the beneficiary."""

    ONLINE = "online"
    BANK_TRANSFER = "bank_transfer"
    OFFLINE = "offline"


class Amounts(StrEnum):
    """Whether a donation counts before or after the processor's fee."""

    GROSS = "gross"
    NET = "net"


class DonorKind(StrEnum):
    """Who gives."""

    NATURAL_PERSON = "natural_person"
    LEGAL_ENTITY = "legal_entity"


class Relation(StrEnum):
    """How the donor stands to the proponent."""

    NONE = "none"
    RELATED_PARTY = "related_party"
    PROPONENT = "proponent"


class OnFailure(StrEnum):
    """What becomes of the donations of a campaign below its threshold."""

    REFUND_ALL = "refund_all"
    KEEP = "keep"


class Collection(StrEnum):
    """When a donor's card is charged."""

    CHARGE_NOW = "charge_now"
    CHARGE_ON_SUCCESS = "charge_on_success"


class FeeBearer(StrEnum):
    """Who bears the processor's fee of a donation that goes back."""

    BENEFICIARY = "beneficiary"
    MUNICIPALITY = "municipality"


class PoolOwner(StrEnum):
    """Whose money the pool is: the city's, or one pool across cities."""

    MUNICIPALITY = "municipality"
    NATIONAL = "national"


class RoundGoal(StrEnum):
    """What a round of a campaign collects for."""

    MINIMUM = "minimum"
    OPTIMUM = "optimum"


WORDS: dict[str, type[StrEnum]] = {
    "kind": MatchKind,
    "base": Base,
    "pool_owner": PoolOwner,
    "exhaustion": Exhaustion,
    "judged": Judgement,
    "counting.channels": Channel,
    "counting.amounts": Amounts,
    "counting.donor_kinds": DonorKind,
    "counting.excluded_relations": Relation,
    "on_failure": OnFailure,
    "collection": Collection,
    "fee_bearer": FeeBearer,
}
LABELS: dict[str, str] = {
    "kind": "Tipo di cofinanziamento",
    "threshold_bps": "Soglia",
    "base": "Base del cofinanziamento",
    "match_share_bps": "Quota del cofinanziamento",
    "cap_per_project_cents": "Massimo per progetto",
    "caps_by_category": "Massimo per categoria",
    "pool_cents": "Dotazione",
    "pool_owner": "Titolare della dotazione",
    "ratio_bps": "Rapporto per donazione",
    "cap_per_donor_cents": "Massimo cofinanziato per donatore",
    "first_donation_only": "Solo la prima donazione di ogni donatore",
    "boosts": "Moltiplicatori a tempo",
    "rounds": "Turni di raccolta",
    "exhaustion": "Dotazione che non basta",
    "judged": "Momento della verifica della soglia",
    "counting": "Donazioni che contano",
    "counting.channels": "Canali che contano",
    "counting.amounts": "Importo che conta",
    "counting.donor_kinds": "Donatori che contano",
    "counting.excluded_relations": "Donatori esclusi",
    "counting.per_donor_ceiling_cents": "Massimo che conta per donatore",
    "counting.min_distinct_donors": "Numero minimo di donatori",
    "on_failure": "Soglia non raggiunta",
    "late_payments_days": "Attesa dei pagamenti già iniziati",
    "collection": "Momento dell'addebito",
    "fee_bearer": "Chi paga le commissioni dei rimborsi",
    "min_donation_cents": "Donazione minima",
    "min_project_cost_cents": "Costo minimo del progetto",
    "max_project_cost_cents": "Costo massimo del progetto",
    "max_projects": "Numero massimo di progetti",
    "campaign_days": "Durata della campagna",
    "articles": "Articoli dell'avviso",
}


def label(field: str) -> str:
    """Return the Italian name of a parameter, or the field itself; a category's cap is named after its table."""
    return LABELS.get(field) or LABELS.get(field.partition(".")[0], field)
