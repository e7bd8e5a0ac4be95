"""What a case is about, and whether somebody has closed it."""

from enum import StrEnum


class CaseKind(StrEnum):
    """Why a person has to look."""

    REFUND_FAILED = "refund_failed"
    DISPUTE = "dispute"
    SHORTFALL = "shortfall"
    BANK_REFUND = "bank_refund"
    RECONCILIATION = "reconciliation"
    STATEMENT_LINE = "statement_line"
    FRAUD = "fraud"
    COLLECTION = "collection"
    QUARANTINE = "quarantine"
    MESSAGE = "message"


class CaseState(StrEnum):
    """Open until it is resolved with a reason."""

    OPEN = "open"
    RESOLVED = "resolved"


LABELS: dict[CaseKind, str] = {
    CaseKind.REFUND_FAILED: "Rimborso non riuscito",
    CaseKind.DISPUTE: "Contestazione",
    CaseKind.SHORTFALL: "Importo mancante",
    CaseKind.BANK_REFUND: "Rimborso senza IBAN",
    CaseKind.RECONCILIATION: "Riconciliazione",
    CaseKind.STATEMENT_LINE: "Movimento bancario",
    CaseKind.FRAUD: "Sospetta frode",
    CaseKind.COLLECTION: "Incasso non riuscito",
    CaseKind.QUARANTINE: "Evento non riconosciuto",
    CaseKind.MESSAGE: "Messaggi non consegnati",
}
