"""The data of messages as a city's own wording names them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Variable:
    """How a datum is named in a city's own wording, and how it is shown: text, money, day or link."""

    name: str
    meaning: str
    shown: str = "text"


VARIABLES: dict[str, Variable] = {
    "name": Variable("nome", "Il nome di chi riceve il messaggio"),
    "campaign": Variable("campagna", "Il titolo della campagna"),
    "amount_cents": Variable("importo", "La somma, per esempio € 25,00", "money"),
    "raised_cents": Variable("raccolto", "Quanto è stato donato alla campagna", "money"),
    "match_cents": Variable("cofinanziamento", "Quanto aggiunge il Comune", "money"),
    "path": Variable("collegamento", "La pagina da aprire", "link"),
    "account_path": Variable("collegamento_iban", "La pagina dove scrivere l'IBAN", "link"),
    "reason": Variable("motivo", "Il motivo"),
    "card": Variable("carta", "Le ultime cifre della carta"),
    "beneficiary": Variable("beneficiario", "A chi va il bonifico"),
    "iban": Variable("iban", "L'IBAN del beneficiario"),
    "reference": Variable("riferimento", "La causale, o la prova dell'operazione"),
    "refund": Variable("prova", "La prova del rimborso"),
    "paid_on": Variable("pagato_il", "Il giorno del rimborso", "day"),
    "last_day": Variable("ultimo_giorno", "L'ultimo giorno utile", "day"),
    "closes_on": Variable("fine", "L'ultimo giorno della raccolta", "day"),
    "again_on": Variable("di_nuovo_il", "Quando si prova di nuovo", "day"),
    "day": Variable("giorno", "Il giorno in cui succede", "day"),
    "account": Variable("conto", "Il conto, con le cifre coperte"),
    "receipt": Variable("ricevuta", "Il numero della ricevuta"),
    "issuer": Variable("ente", "Chi emette la ricevuta"),
}
