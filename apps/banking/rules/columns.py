"""Which column of a bank's CSV is what, and how it writes dates and amounts. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

ENCODINGS = ("utf-8-sig", "cp1252", "iso-8859-15")
DELIMITERS = (";", ",", "\t", "|")
DATE_FORMATS = {"gg/mm/aaaa": "%d/%m/%Y", "gg-mm-aaaa": "%d-%m-%Y", "gg.mm.aaaa": "%d.%m.%Y", "aaaa-mm-gg": "%Y-%m-%d"}
DECIMALS = {",": ".", ".": ","}
MAX_SKIPPED = 100


class WrongMapping(ValueError):
    """The columns cannot be read like this; the message is Italian."""


@dataclass(frozen=True, kw_only=True)
class CsvMapping:
    """The columns by their heading; an empty one is not in the file. `amount`, or `credit` and `debit` apart."""

    encoding: str = "utf-8-sig"
    delimiter: str = ";"
    date_format: str = "gg/mm/aaaa"
    decimal: str = ","
    skip_rows: int = 0
    booked_on: str = ""
    value_on: str = ""
    ordered_on: str = ""
    amount: str = ""
    credit: str = ""
    debit: str = ""
    remittance: str = ""
    counterparty_name: str = ""
    counterparty_iban: str = ""
    bank_reference: str = ""
    currency: str = ""

    @classmethod
    def from_document(cls, document: Mapping[str, object]) -> "CsvMapping":
        """Return the mapping of a document; raises WrongMapping."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in document.items() if name in known}
        mapping = cls(**values)  # type: ignore[arg-type]
        _check(mapping)
        return mapping

    def to_document(self) -> dict[str, object]:
        """Return what is kept for the next file of the same bank."""
        return asdict(self)

    @property
    def thousands(self) -> str:
        """The sign between thousands: the one that is not the decimal mark."""
        return DECIMALS[self.decimal]


def _check(mapping: CsvMapping) -> None:
    if mapping.encoding not in ENCODINGS or mapping.delimiter not in DELIMITERS:
        raise WrongMapping("La codifica o il separatore non sono fra quelli previsti.")
    if mapping.date_format not in DATE_FORMATS or mapping.decimal not in DECIMALS:
        raise WrongMapping("Il formato delle date o dei decimali non è fra quelli previsti.")
    if not isinstance(mapping.skip_rows, int) or not 0 <= mapping.skip_rows <= MAX_SKIPPED:
        raise WrongMapping("Le righe da saltare vanno da 0 a 100.")
    if not mapping.booked_on or not mapping.remittance:
        raise WrongMapping("Indica almeno la colonna della data contabile e quella della causale.")
    if bool(mapping.amount) == bool(mapping.credit):
        raise WrongMapping("Indica la colonna dell'importo con segno, oppure quella delle entrate (e delle uscite).")
