"""Receipts in words and cells for the office. Amounts in cents, in cells as euro with two decimals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from apps.backoffice.audit_words import ACTORS
from apps.kernel.spreadsheets import euro_cell
from apps.receipts import labels
from apps.receipts.rules.agency import Flow, LeftOut
from apps.receipts.rules.snapshot import label
from apps.receipts.states import Refusal

if TYPE_CHECKING:
    from apps.receipts.models import DonationReceipt
    from apps.receipts.selectors import Due

FLOW_COLUMNS = [
    "tipo_riga",
    "codice_fiscale_beneficiario",
    "denominazione_beneficiario",
    "anno_comunicazione",
    "codice_fiscale_donatore",
    "anno_erogazione",
    "importo_euro",
    "numero_ricevute",
]
LEFT_OUT: dict[str, str] = {
    LeftOut.REGIME: "Campagna senza agevolazione per il Terzo settore",
    LeftOut.LEGAL_ENTITY: "Donatore che non è una persona fisica",
    LeftOut.WRONG_TAX_CODE: "Codice fiscale da verificare",
    LeftOut.RETURNED: "Donazione restituita entro l'anno",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """One receipt in a list."""

    pk: int
    label: str
    issuer: str
    donor: str
    tax_code: str
    campaign: str
    issued_at: object
    amount_cents: int
    state: str
    tone: str


@dataclass(frozen=True, kw_only=True)
class DueRow:
    """A campaign whose gifts wait for receipts."""

    pk: int
    title: str
    count: int
    amount_cents: int
    waiting: list[tuple[str, int]]
    is_running: bool
    needs_regime: bool


def asked(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return the year and body that an address asks for; what cannot be read is not asked."""
    return {
        "year": _number(parameters.get("anno", "")),
        "issuer_id": _number(parameters.get("ente", "")),
    }


def row(receipt: "DonationReceipt") -> Row:
    """Return a receipt of a list."""
    return Row(
        pk=receipt.pk,
        label=label(receipt.number, receipt.year),
        issuer=receipt.snapshot["issuer"]["name"],
        donor=receipt.snapshot["donor"]["name"],
        tax_code=receipt.snapshot["donor"]["tax_code"],
        campaign=receipt.snapshot["campaign"],
        issued_at=receipt.issued_at,
        amount_cents=receipt.amount_cents,
        state=labels.STATES[receipt.state],
        tone=labels.TONES[receipt.state],
    )


def facts(receipt: "DonationReceipt") -> list[dict[str, str]]:
    """Return what a receipt says, as names and values."""
    snapshot = receipt.snapshot
    payment = snapshot["payment"]
    pairs = {
        "Donatore": snapshot["donor"]["name"],
        "Codice fiscale": snapshot["donor"]["tax_code"],
        "Indirizzo": snapshot["donor"]["address"],
        "In lettere": payment["amount_words"],
        "Mezzo di pagamento": payment["means"],
        "Riferimento": payment["reference"],
        "Ente": snapshot["issuer"]["name"],
        "Regime": labels.REGIMES[snapshot["regime"]],
        "Testo": f"versione {snapshot['wording']['version']}",
        "Emessa da": ACTORS.get(receipt.issued_by, receipt.issued_by),
        "Impronta dei dati": receipt.sha256,
    }
    return [{"term": term, "value": value} for term, value in pairs.items()]


def due_rows(due: Iterable["Due"], running: set[int]) -> list[DueRow]:
    """Return the campaigns that have receipts due or waiting."""
    return [
        DueRow(
            pk=each.campaign.pk,
            title=each.campaign.title,
            count=len(each.gifts),
            amount_cents=each.amount_cents,
            waiting=[(labels.REFUSALS[reason], count) for reason, count in each.waiting.items()],
            is_running=each.campaign.pk in running,
            needs_regime=Refusal.NO_REGIME in each.waiting,
        )
        for each in due
        if each.gifts or each.waiting
    ]


def flow_cells(flow: Flow, tax_code: str, name: str) -> list[list[str]]:
    """Return the tax agency's flow as the cells of `FLOW_COLUMNS`."""
    kinds = (("erogazione", flow.gifts), ("rimborso", flow.refunds))
    return [
        [kind, tax_code, name, str(flow.year), row.tax_code, str(row.year), euro_cell(row.cents), str(row.count)]
        for kind, rows in kinds
        for row in rows
    ]


def owed(count: int) -> str:
    """Return what an order to issue the missing receipts did."""
    if not count:
        return "Non c'era nessuna ricevuta da emettere."
    return "Una ricevuta è in emissione." if count == 1 else f"{count} ricevute sono in emissione."


def download(body: bytes, name: str) -> HttpResponse:
    """Return a PDF to be kept by whoever asked for it."""
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 9 else None  # noqa: PLR2004
