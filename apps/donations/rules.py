"""Whether a gift may be made as it is asked for."""

from dataclasses import dataclass

from stdnum.it import codicefiscale, iva


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
    is_demo: bool = False


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
        found |= _receipt_refusals(gift)
    return found


def _receipt_refusals(gift: Gift) -> dict[str, str]:
    found = {}
    if not (codicefiscale.is_valid(gift.donor_tax_code) or iva.is_valid(gift.donor_tax_code)):
        found["donor_tax_code"] = "Per la ricevuta serve un codice fiscale o una partita IVA corretti."
    if not gift.donor_address.strip():
        found["donor_address"] = "Per la ricevuta serve l'indirizzo."
    return found
