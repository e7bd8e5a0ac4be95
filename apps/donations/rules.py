"""Whether a gift may be made as it is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from stdnum.it import codicefiscale, iva

from apps.kernel.money import format_euro

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
    hides_amount: bool = False
    reward_id: int | None = None


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


def reward_refusals(gift: Gift, *, minimum_cents: int, quantity: int | None, held: int, title: str) -> dict[str, str]:
    """Return why a gift cannot have a reward of which others hold some; cents.

    >>> reward_refusals(Gift(10_00, "Ada", "a@example.org"), minimum_cents=10_00, quantity=2, held=1, title="Tazza")
    {}
    """
    if gift.amount_cents < minimum_cents:
        return {"reward_id": f"«{title}» è per chi dona almeno {format_euro(minimum_cents)}."}
    if quantity is not None and held >= quantity:
        return {"reward_id": f"«{title}» è esaurita: scegli un'altra ricompensa, o nessuna."}
    return {}


def reward_problems(title: str, minimum_cents: int, value_cents: int, quantity: int | None) -> dict[str, str]:
    """Return, per field and in Italian, why a reward cannot be offered like this; empty when it can. Cents."""
    found: dict[str, str] = {}
    if not title.strip():
        found["title"] = "Scrivi il nome della ricompensa."
    if minimum_cents <= 0:
        found["minimum_cents"] = "La donazione minima deve essere più di zero."
    if not 0 <= value_cents <= max(minimum_cents, 0):
        found["value_cents"] = "Il valore non può superare la donazione minima."
    if quantity is not None and quantity <= 0:
        found["quantity"] = "Scrivi quante ce ne sono, oppure lascia vuoto se non c'è un limite."
    return found


def reward_promise(reward: Mapping[str, Any]) -> str:
    """Return what a reward promises to who chose it, in words: its place in the list and its number are not that."""
    lines = [str(reward["title"]), str(reward["text"]).strip()]
    lines.append(f"Da {format_euro(reward['minimum_cents'])}, valore {format_euro(reward['value_cents'])}")
    return "\n".join(line for line in lines if line)


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
