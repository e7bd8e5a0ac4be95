"""A statement as a bank would write it (CAMT.053), for the demo and for tests. Invents no movement by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree  # type: ignore[import-untyped]

_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"


@dataclass(frozen=True)
class Movement:
    """One movement of a sample. Signed cents."""

    booked_on: date
    value_on: date
    amount_cents: int
    bank_reference: str
    name: str
    text: str
    iban: str = ""
    end_to_end: str = ""


def camt053(iban: str, movements: Sequence[Movement]) -> bytes:
    """Return a CAMT.053 document of an account with these movements."""
    document = etree.Element("Document", nsmap={None: _NAMESPACE})
    statement = _add(_add(document, "BkToCstmrStmt"), "Stmt")
    _add(statement, "Id", "PROVA")
    _add(_add(_add(statement, "Acct"), "Id"), "IBAN", iban)
    for movement in movements:
        _entry(statement, movement)
    return etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _entry(statement: "etree._Element", movement: Movement) -> None:
    entry = _add(statement, "Ntry")
    cents = abs(movement.amount_cents)
    _add(entry, "Amt", f"{cents // 100}.{cents % 100:02d}").set("Ccy", "EUR")
    _add(entry, "CdtDbtInd", "CRDT" if movement.amount_cents > 0 else "DBIT")
    _add(entry, "Sts", "BOOK")
    _add(_add(entry, "BookgDt"), "Dt", movement.booked_on.isoformat())
    _add(_add(entry, "ValDt"), "Dt", movement.value_on.isoformat())
    _add(entry, "AcctSvcrRef", movement.bank_reference)
    details = _add(_add(entry, "NtryDtls"), "TxDtls")
    if movement.end_to_end:
        _add(_add(details, "Refs"), "EndToEndId", movement.end_to_end)
    party = "Dbtr" if movement.amount_cents > 0 else "Cdtr"
    parties = _add(details, "RltdPties")
    _add(_add(parties, party), "Nm", movement.name)
    if movement.iban:
        _add(_add(_add(parties, f"{party}Acct"), "Id"), "IBAN", movement.iban)
    _add(_add(details, "RmtInf"), "Ustrd", movement.text)


def _add(parent: "etree._Element", name: str, text: str | None = None) -> "etree._Element":
    child = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}")
    child.text = text
    return child
