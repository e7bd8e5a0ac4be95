"""Whether a gift may be made as it is asked for, and why not, in words for who asks; the office's in Italian."""

import re
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from stdnum.it import codicefiscale, iva

from apps.donations.rules import Evidence, Gift, Shown, file_type, letters_of
from apps.kernel import formats

_ADDRESS = re.compile(r"://|\bwww\.|@|\.[a-z]{2,}/", re.IGNORECASE)


def refusals(gift: Gift, *, min_cents: int, max_cents: int) -> dict[str, str]:
    """Return, per field, why the gift cannot be taken; empty when it can."""
    found: dict[str, str] = {}
    if gift.amount_cents < min_cents:
        found["amount_cents"] = _("L'importo minimo è di %(min)s euro.") % {"min": min_cents // 100}
    if gift.amount_cents > max_cents:
        found["amount_cents"] = _("L'importo massimo online è di %(max)s euro.") % {"max": max_cents // 100}
    if not gift.donor_name.strip():
        found["donor_name"] = _("Scrivi il tuo nome: serve a chi riceve la donazione.")
    if not gift.donor_email.strip():
        found["donor_email"] = _("Scrivi il tuo indirizzo e-mail: ti mandiamo la conferma.")
    if gift.wants_receipt:
        found |= receipt_refusals(tax_code=gift.donor_tax_code, address=gift.donor_address)
    return found | public_name_refusals(gift)


def public_name_refusals(gift: Gift | Shown) -> dict[str, str]:
    """Return why another name cannot stand on the public pages: it goes with no anonymous gift, and leads nowhere."""
    if gift.public_name and gift.is_anonymous:
        return {"public_name": _("Hai chiesto di non mostrare nessun nome: cancella questo, o togli quella scelta.")}
    if _ADDRESS.search(gift.public_name):
        return {"public_name": _("Scrivi solo un nome, senza indirizzi di siti o di posta.")}
    return {}


def hidden_name_refusals(name: str, hidden: Sequence[str]) -> dict[str, str]:
    """Return why a name cannot be chosen: the city has hidden it, in these letters, beside a gift of the same donor."""
    if name and letters_of(name) in {letters_of(each) for each in hidden}:
        return {"public_name": _("Il Comune ha nascosto questo nome: scegline un altro, o resta anonimo.")}
    return {}


def receipt_refusals(*, tax_code: str, address: str) -> dict[str, str]:
    """Return, per field and in Italian, what keeps a receipt from naming the donor; empty when nothing does."""
    found = {}
    if not (codicefiscale.is_valid(tax_code) or iva.is_valid(tax_code)):
        found["donor_tax_code"] = _("Per la ricevuta serve un codice fiscale o una partita IVA corretti.")
    if not address.strip():
        found["donor_address"] = _("Per la ricevuta serve l'indirizzo.")
    return found


def reward_refusals(gift: Gift, *, minimum_cents: int, quantity: int | None, held: int, title: str) -> dict[str, str]:
    """Return why a gift cannot have a reward of which others hold some; cents.

    >>> reward_refusals(Gift(10_00, "Ada", "a@example.org"), minimum_cents=10_00, quantity=2, held=1, title="Tazza")
    {}
    """
    if found := too_small_for_reward(gift.amount_cents, minimum_cents=minimum_cents, title=title):
        return found
    if quantity is not None and held >= quantity:
        return {"reward_id": _("«%(title)s» è esaurita: scegli un'altra ricompensa, o nessuna.") % {"title": title}}
    return {}


def too_small_for_reward(amount_cents: int, *, minimum_cents: int, title: str) -> dict[str, str]:
    """Return why an amount cannot have a reward; cents."""
    if amount_cents >= minimum_cents:
        return {}
    said = _("«%(title)s» è per chi dona almeno %(minimum)s.")
    return {"reward_id": said % {"title": title, "minimum": formats.euro_short(minimum_cents)}}


def reward_problems(title: str, minimum_cents: int, value_cents: int, quantity: int | None) -> dict[str, str]:
    """Return, per field, why a reward cannot be offered like this; empty when it can. Cents."""
    found: dict[str, str] = {}
    if not title.strip():
        found["title"] = _("Scrivi il nome della ricompensa.")
    if minimum_cents <= 0:
        found["minimum_cents"] = _("La donazione minima deve essere più di zero.")
    if not 0 <= value_cents <= max(minimum_cents, 0):
        found["value_cents"] = _("Il valore non può superare la donazione minima.")
    if quantity is not None and quantity <= 0:
        found["quantity"] = _("Scrivi quante ce ne sono, oppure lascia vuoto se non c'è un limite.")
    return found


def offline_refusals(gift: Gift, *, received_on: date, opened_on: date, today: date, max_cents: int) -> dict[str, str]:
    """Return, per field, why a gift received by hand cannot be recorded; cents, local days."""
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
    return found | public_name_refusals(gift)


def evidence_refusals(evidence: Evidence, *, max_bytes: int) -> dict[str, str]:
    """Return why a file cannot prove a gift: its size, or a content that is no PDF, JPEG or PNG whatever its name."""
    if not evidence.data or len(evidence.data) > max_bytes:
        return {"evidence": f"Il file è vuoto o supera {max_bytes // 1000000} MB."}
    return {} if file_type(evidence.data) else {"evidence": "Sono ammessi solo file PDF, JPEG o PNG."}
