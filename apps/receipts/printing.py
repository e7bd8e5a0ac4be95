"""What the layouts of documents are given: a receipt's frozen contents in printable characters, a donor's summary."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from apps.receipts import documents, labels
from apps.receipts.rules.calendar import day_of
from apps.receipts.rules.repertoire import REPLACEMENT, line, paragraphs
from apps.receipts.rules.snapshot import label
from apps.receipts.states import ReceiptState, Regime

if TYPE_CHECKING:
    from apps.receipts.models import DonationReceipt
    from apps.receipts.selectors.yearly import Summary

DEDUCTIBLE = {Regime.CTS_83: "Parte detraibile o deducibile", Regime.ART_BONUS: "Parte che dà diritto al credito"}


def receipt_pdf(receipt: "DonationReceipt") -> bytes:
    """Return the PDF of a receipt, the same bytes every time; a cancelled one says so."""
    snapshot = receipt.snapshot
    cancelled = None
    if receipt.state == ReceiptState.CANCELLED and receipt.cancelled_at:
        cancelled = {"on": day_of(receipt.cancelled_at).isoformat(), "reason": line(receipt.cancel_reason)}
    data = {**_shown(snapshot), "sha256": receipt.sha256, "cancelled": cancelled}
    return documents.render(layout=snapshot["layout"], data=data, made_at=receipt.issued_at)


def preview_pdf(snapshot: dict[str, Any], *, now: datetime) -> bytes:
    """Return the PDF of a receipt that is not issued, to look at a text before saving it."""
    data = {**_shown(snapshot), "sha256": "0" * 64, "cancelled": None}
    return documents.render(layout=snapshot["layout"], data=data, made_at=now)


def summary_pdf(summary: "Summary", *, city: str, now: datetime) -> bytes:
    """Return the PDF of a donor's year, dated on the day it is made."""
    data = {
        "year": summary.year,
        "city": line(city),
        "made_on": day_of(now).isoformat(),
        "is_demo": any(receipt.snapshot["is_demo"] for receipt in summary.receipts),
        "donor": {"name": line(summary.name), "tax_code": line(summary.tax_code)},
        "rows": [
            {
                "label": label(receipt.number, receipt.year),
                "paid_on": receipt.paid_on.isoformat(),
                "issuer": line(receipt.snapshot["issuer"]["name"]),
                "amount_cents": receipt.amount_cents,
                "deductible_cents": receipt.deductible_cents,
            }
            for receipt in summary.receipts
        ],
        "amount_cents": summary.amount_cents,
        "deductible_cents": summary.deductible_cents,
    }
    return documents.render(layout="summary_1", data=data, made_at=now)


def _shown(snapshot: dict[str, Any]) -> dict[str, Any]:
    regime = Regime(snapshot["regime"])
    shown = {
        "number-text": label(snapshot["number"], snapshot["year"]),
        "issued_on": snapshot["issued_on"],
        "replaces": snapshot["replaces"],
        "is_demo": snapshot["is_demo"],
        "issuer": {"name": line(snapshot["issuer"]["name"])},
        "issuer-lines": _issuer_lines(snapshot["issuer"]),
        "donor": {key: line(value) for key, value in snapshot["donor"].items()},
        "payment": {
            key: line(value) if isinstance(value, str) else value for key, value in snapshot["payment"].items()
        },
        "campaign": line(snapshot["campaign"]),
        "city": line(snapshot["city"]),
        "regime": str(regime),
        "regime-label": labels.REGIMES[regime],
        "deductible-label": DEDUCTIBLE.get(regime, ""),
        "wording-parts": paragraphs(snapshot["wording"]["text"]),
    }
    return {**shown, "has-replaced": REPLACEMENT in repr(shown)}


def _issuer_lines(issuer: dict[str, Any]) -> list[str]:
    tax_code = issuer["tax_code"] or ("non indicato: ente inventato per la dimostrazione" if issuer["is_demo"] else "")
    lines = [
        f"Codice fiscale {tax_code}",
        f"Iscrizione al RUNTS n. {issuer['runts']}" if issuer["runts"] else "",
        issuer["address"],
    ]
    return [line(each) for each in lines if each]
