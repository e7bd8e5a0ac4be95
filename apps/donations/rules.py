"""Whether a gift may be made as it is asked for."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from stdnum.it import codicefiscale, iva

ROME = ZoneInfo("Europe/Rome")
GROUP = 4
_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Gift:
    """What a donor asks for; the amount in cents of euro."""

    amount_cents: int
    donor_name: str
    donor_email: str
    donor_kind: str = "natural_person"
    is_anonymous: bool = False
    wants_receipt: bool = False
    donor_tax_code: str = ""
    donor_address: str = ""
    declares_relation: bool = False
    is_demo: bool = False


@dataclass(frozen=True)
class Evidence:
    """A file that proves a gift received by hand."""

    name: str
    data: bytes


def refusals(gift: Gift, *, min_cents: int, max_cents: int) -> dict[str, str]:
    """Return, per field and in Italian, why the gift cannot be taken; empty when it can."""
    found: dict[str, str] = {}
    if gift.amount_cents < min_cents:
        found["amount_cents"] = f"L'importo minimo è di {min_cents // 100} euro."
    if gift.amount_cents > max_cents:
        found["amount_cents"] = f"L'importo massimo online è di {max_cents // 100} euro."
    if not gift.donor_name.strip():
        found["donor_name"] = "Scrivi il tuo nome: serve a chi riceve la donazione."
    if not gift.donor_email.strip():
        found["donor_email"] = "Scrivi il tuo indirizzo e-mail: ti mandiamo la conferma."
    if gift.wants_receipt:
        found |= receipt_refusals(tax_code=gift.donor_tax_code, address=gift.donor_address)
    return found


def receipt_refusals(*, tax_code: str, address: str) -> dict[str, str]:
    """Return, per field and in Italian, what keeps a receipt from naming the donor; empty when nothing does."""
    found = {}
    if not (codicefiscale.is_valid(tax_code) or iva.is_valid(tax_code)):
        found["donor_tax_code"] = "Per la ricevuta serve un codice fiscale o una partita IVA corretti."
    if not address.strip():
        found["donor_address"] = "Per la ricevuta serve l'indirizzo."
    return found


def offline_refusals(gift: Gift, *, received_on: date, opened_on: date, today: date, max_cents: int) -> dict[str, str]:
    """Return, per field and in Italian, why a gift received by hand cannot be recorded; cents, local days."""
    found: dict[str, str] = {}
    if not 0 < gift.amount_cents <= max_cents:
        found["amount_cents"] = f"L'importo va da un centesimo a {max_cents // 100} euro per questo mezzo."
    if not gift.donor_name.strip():
        found["donor_name"] = "Scrivi il nome di chi ha donato."
    if not gift.donor_email.strip() and not gift.donor_tax_code.strip():
        found["donor_email"] = "Scrivi l'e-mail o il codice fiscale: chi dona deve essere riconoscibile."
    if gift.donor_tax_code and not (codicefiscale.is_valid(gift.donor_tax_code) or iva.is_valid(gift.donor_tax_code)):
        found["donor_tax_code"] = "Il codice fiscale o la partita IVA non è corretto."
    if not opened_on <= received_on <= today:
        found["received_on"] = "Il giorno deve essere fra l'apertura della campagna e oggi."
    if gift.wants_receipt:
        found |= receipt_refusals(tax_code=gift.donor_tax_code, address=gift.donor_address)
    return found


def evidence_refusals(evidence: Evidence, *, max_bytes: int) -> dict[str, str]:
    """Return why a file cannot prove a gift: its size, or a content that is no PDF, JPEG or PNG whatever its name."""
    if not evidence.data or len(evidence.data) > max_bytes:
        return {"evidence": f"Il file è vuoto o supera {max_bytes // 1_000_000} MB."}
    return {} if file_type(evidence.data) else {"evidence": "Sono ammessi solo file PDF, JPEG o PNG."}


def file_type(data: bytes) -> str:
    """Return `pdf`, `jpeg` or `png` as the first bytes say, or nothing.

    >>> file_type(b"%PDF-1.7 ..."), file_type(b"<html>")
    ('pdf', '')
    """
    return next((kind for signature, kind in _SIGNATURES.items() if data.startswith(signature)), "")


def last_day(closes_at: datetime) -> date:
    """Return the local day of the last instant before a deadline: a transfer begun on it is in time.

    >>> last_day(datetime.fromisoformat("2026-03-31T22:00:00+00:00"))
    datetime.date(2026, 3, 31)
    """
    return (closes_at - timedelta(microseconds=1)).astimezone(ROME).date()


def grouped(code: str) -> str:
    """Return an IBAN in groups of four characters, as it is printed."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
