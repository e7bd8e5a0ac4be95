"""A case in words: what it is about, what to do, and what is known of it. Amounts are written in euro."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from apps.cases.states import LABELS, CaseKind, CaseState
from apps.kernel.money import format_euro
from apps.payments.reasons import dispute_reason
from apps.payments.states import BankRefundState, DisputeState

if TYPE_CHECKING:
    from apps.cases.models import Case
    from apps.payments.models import BankRefund, Dispute

GUIDANCE: dict[CaseKind, tuple[str, ...]] = {
    CaseKind.REFUND_FAILED: (
        "La carta non accetta il rimborso e il denaro è tornato sul conto dell'ente: va restituito con un bonifico.",
        "Il donatore ha ricevuto un collegamento per scrivere il suo IBAN, con tre solleciti. Se risponde, il rimborso "
        "compare fra quelli da pagare.",
        "Il caso si chiude da solo quando il bonifico risulta pagato.",
    ),
    CaseKind.BANK_REFUND: (
        "Manca il conto su cui restituire la donazione e al donatore non si può, o non serve più, scrivere.",
        "Contatta il donatore in un altro modo, poi registra il conto che ti ha indicato.",
    ),
    CaseKind.DISPUTE: (
        "La banca del donatore ha ripreso il denaro finché non decide.",
        "Rispondi con le prove prima del termine: senza risposta la contestazione è persa. L'invio è uno solo.",
        "Il caso si chiude da solo quando la banca decide.",
    ),
    CaseKind.SHORTFALL: (
        "La campagna è già finanziata: la decisione sul cofinanziamento non cambia da sola.",
        "Decidi se accettare la differenza, chiederla all'ente o revocarne una parte, e registra la motivazione.",
    ),
    CaseKind.RECONCILIATION: (
        "Un movimento e il registro non coincidono: confrontali nella pagina della riconciliazione.",
        "Chiudi il caso quando sai da dove viene la differenza e come è stata sistemata.",
    ),
    CaseKind.STATEMENT_LINE: (
        "Un movimento dell'estratto conto non si abbina da solo a una donazione.",
        "Abbinalo o mettilo da parte con un motivo nella pagina dei movimenti.",
    ),
    CaseKind.FRAUD: (
        "Alcune donazioni sembrano provare carte o aggirare le regole.",
        "Guarda indirizzi, orari e importi. Se il sospetto è fondato, rimborsa prima che la banca contesti.",
    ),
    CaseKind.COLLECTION: (
        "Una promessa non si è potuta incassare nel tempo previsto.",
        "Controlla che il donatore sia stato avvisato e che la campagna abbia la soglia con il denaro incassato.",
    ),
    CaseKind.QUARANTINE: (
        "Un messaggio del servizio di pagamento non corrisponde a ciò che conosciamo: non ha cambiato nulla.",
        "Chiedi al gestore della piattaforma di guardare da dove viene.",
    ),
    CaseKind.MESSAGE: (
        "Uno o più messaggi su donazioni non sono arrivati: nella pagina dei messaggi vengono per primi.",
        "Se l'indirizzo è sbagliato avvisa la persona in un altro modo; se il servizio di posta era fermo, rimandali.",
    ),
}
DISPUTE_LABELS: dict[str, str] = {
    DisputeState.INQUIRY: "Richiesta di informazioni",
    DisputeState.NEEDS_RESPONSE: "Aspetta le prove",
    DisputeState.UNDER_REVIEW: "In esame presso la banca",
    DisputeState.WON: "Vinta",
    DisputeState.LOST: "Persa",
    DisputeState.INQUIRY_CLOSED: "Chiusa senza contestazione",
}
BANK_REFUND_LABELS: dict[str, str] = {
    BankRefundState.TO_ASK: "Manca l'IBAN",
    BankRefundState.READY: "Da pagare",
    BankRefundState.EXPORTED: "Nel file per la banca",
    BankRefundState.PAID: "Pagato",
    BankRefundState.RETURNED: "Respinto dalla banca",
    BankRefundState.CANCELLED: "Non più dovuto",
}
BANK_REFUND_TONES: dict[str, str] = {
    BankRefundState.TO_ASK: "waiting",
    BankRefundState.READY: "info",
    BankRefundState.EXPORTED: "waiting",
    BankRefundState.PAID: "success",
    BankRefundState.RETURNED: "danger",
    BankRefundState.CANCELLED: "neutral",
}
STATE_LABELS: dict[str, str] = {CaseState.OPEN: "Aperto", CaseState.RESOLVED: "Chiuso"}
STATE_TONES: dict[str, str] = {CaseState.OPEN: "waiting", CaseState.RESOLVED: "success"}


@dataclass(frozen=True)
class CaseRow:
    """A case in a list; `days` since it was opened."""

    case: "Case"
    kind: str
    state: str
    tone: str
    days: int


def row(case: "Case", now: datetime) -> CaseRow:
    """Return a case for a list."""
    return CaseRow(
        case,
        LABELS[CaseKind(case.kind)],
        STATE_LABELS[case.state],
        STATE_TONES[case.state],
        (now - case.opened_at).days,
    )


def dispute_items(dispute: "Dispute") -> list[dict[str, str]]:
    """Return what the desk shows of a dispute."""
    items = [
        {"term": "Stato presso la banca", "value": DISPUTE_LABELS[dispute.state]},
        {"term": "Importo contestato", "value": format_euro(dispute.amount_cents)},
        {"term": "Motivo", "value": dispute_reason(dispute.reason)},
        {"term": "Numero presso il servizio di pagamento", "value": dispute.dispute_id},
        {"term": "Commissione della contestazione", "value": format_euro(dispute.fee_cents)},
    ]
    if dispute.evidence_due_at:
        items.insert(1, {"term": "Prove entro", "value": _instant(dispute.evidence_due_at)})
    if dispute.evidence_sent_at:
        items.append({"term": "Prove inviate", "value": _instant(dispute.evidence_sent_at)})
    return items


def shortfall_items(data: dict[str, int]) -> list[dict[str, str]]:
    """Return what the desk shows of a shortfall, from the case's data in cents."""
    rests = data["granted_cents"] - data["granted_without_cents"]
    return [
        {"term": "Denaro che manca", "value": format_euro(data["missing_cents"])},
        {"term": "Cofinanziamento concesso", "value": format_euro(data["granted_cents"])},
        {"term": "Con le regole, senza quel denaro", "value": format_euro(data["granted_without_cents"])},
        {"term": "Poggia sul denaro che manca", "value": format_euro(rests)},
    ]


def bank_refund_items(bank_refund: "BankRefund") -> list[dict[str, str]]:
    """Return what the desk shows of a refund by bank transfer to everybody who sees cases: no account."""
    return [
        {"term": "Rimborso con bonifico", "value": BANK_REFUND_LABELS[bank_refund.state]},
        {"term": "Importo", "value": format_euro(bank_refund.amount_cents)},
        {"term": "Solleciti inviati", "value": str(bank_refund.reminders)},
    ]


def _instant(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%d/%m/%Y %H:%M")
