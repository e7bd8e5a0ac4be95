"""What a gift is asked for with, and what follows from it; why one is refused is said in `checks`."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from apps.kernel.money import format_euro
from apps.kernel.periods import last_moment

if TYPE_CHECKING:
    from apps.donations.models import Donation

ROME = ZoneInfo("Europe/Rome")
GROUP = 4
_SIGNATURES = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}


@dataclass(frozen=True)
class Gift:
    """What a donor asks for; the amount in cents of euro. The same gift in another language is the same."""

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
    public_name: str = ""
    language: str = field(default="", compare=False)


@dataclass(frozen=True)
class Shown:
    """What the public reads of a gift, as its donor chooses: another name, no name, no amount."""

    public_name: str = ""
    is_anonymous: bool = False
    hides_amount: bool = False


@dataclass(frozen=True)
class Evidence:
    """A file that proves a gift received by hand."""

    name: str
    data: bytes


def name_chosen(gift: "Gift | Donation") -> str:
    """Return the name that its donor wants everyone to read beside a gift, empty for none.

    >>> name_chosen(Gift(amount_cents=1, donor_name="Ada", donor_email="", public_name="La famiglia di sopra"))
    'La famiglia di sopra'
    """
    return "" if gift.is_anonymous else gift.public_name or gift.donor_name


def letters_of(name: str) -> str:
    """Return a name by which it is known again, whatever its capitals, blanks and signs.

    >>> letters_of("Il  Furbo!") == letters_of("il furbo")
    True
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(each for each in plain if each.isalnum()) or plain


def reward_promise(reward: Mapping[str, Any]) -> str:
    """Return what a reward promises to who chose it, in words: its place in the list and its number are not that."""
    lines = [str(reward["title"]), str(reward["text"]).strip()]
    lines.append(f"Da {format_euro(reward['minimum_cents'])}, valore {format_euro(reward['value_cents'])}")
    return "\n".join(line for line in lines if line)


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
    return last_moment(closes_at).astimezone(ROME).date()


def grouped(code: str) -> str:
    """Return an IBAN in groups of four characters, as it is printed."""
    return " ".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))
