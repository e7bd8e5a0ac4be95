"""CAMT.053 (ISO 20022), read by pycamt from a document without declarations, entities or namespaces' prefixes."""

from datetime import date, datetime

from lxml import etree  # type: ignore[import-untyped]
from pycamt.parser import Camt053ParseError, Camt053Parser  # type: ignore[import-untyped]

from apps.banking.formats.errors import StatementRefused
from apps.banking.rules.lines import (
    NAME_LENGTH,
    REFERENCE_LENGTH,
    TEXT_LENGTH,
    NotAnAmountError,
    ParsedStatement,
    StatementLine,
    cents_of,
    clean,
)

BOOKED = "BOOK"
DAY_LENGTH = len("2026-03-02")


class _Parser(Camt053Parser):
    """pycamt on a document that was made safe; every namespace is left out, so that prefixes do not matter.

    What was booked is what counts: an entry whose parts do not add up to it is one line, so that no cent is read twice.
    """

    def __init__(self, tree: "etree._Element") -> None:
        self.tree = tree
        self.namespaces: dict[str, str] = {}
        self.version = ""

    def _extract_transaction(self, entry, statement):  # type: ignore[no-untyped-def]
        whole = self._extract_common_entry_data(entry, statement)
        rows = super()._extract_transaction(entry, statement)
        if len(rows) == 1:
            own = ("Amount", "Currency", "CreditDebitIndicator")
            return [{**rows[0], **{name: whole[name] for name in own}}]
        adds_up = sum(_signed_cents(row) for row in rows) == _signed_cents(whole)
        return rows if adds_up else [whole]

    def _extract_common_entry_data(self, entry, statement):  # type: ignore[no-untyped-def]
        data = super()._extract_common_entry_data(entry, statement)
        return {**data, "Amount": entry.findtext("Amt"), "CreditDebitIndicator": entry.findtext("CdtDbtInd")}

    def _extract_transaction_details(self, tx_detail):  # type: ignore[no-untyped-def]
        data = super()._extract_transaction_details(tx_detail)
        found = [tx_detail.find(path) for path in _AMOUNTS]
        amount = next((element for element in found if element is not None), None)
        own = {} if amount is None else {"Amount": amount.text, "Currency": amount.get("Ccy")}
        data.pop("Amount", None)
        return {**data, **own, "AcceptedAt": tx_detail.findtext("RltdDts/AccptncDtTm")}


_REMITTANCE = ("RemittanceInformation", "RemittanceInformationFull", "AdditionalRemittanceInformation")
_AMOUNTS = ("Amt", "AmtDtls/TxAmt/Amt")
_OPENING, _CLOSING = ("OPBD", "PRCD"), ("CLBD",)


def read(data: bytes) -> list[ParsedStatement]:
    """Return the statements of a CAMT.053 file, their booked entries only. Raises StatementRefused."""
    tree = _safe_tree(data)
    statements = tree.findall(".//Stmt")
    if not statements:
        raise StatementRefused("Il file non è un estratto conto CAMT.053: manca la sezione dei movimenti.")
    try:
        return [_statement(element) for element in statements]
    except (Camt053ParseError, AttributeError, KeyError, ValueError, TypeError) as error:
        raise StatementRefused("Il file CAMT.053 ha un movimento che non si riesce a leggere.") from error


def _safe_tree(data: bytes) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser=parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise StatementRefused("Il file non è un XML ben formato.") from error
    if root.getroottree().docinfo.internalDTD is not None or root.getroottree().docinfo.doctype:
        raise StatementRefused("Il file contiene dichiarazioni (DOCTYPE) che un estratto conto non ha: è rifiutato.")
    for element in root.iter():
        if not isinstance(element.tag, str):
            raise StatementRefused("Il file contiene entità che un estratto conto non ha: è rifiutato.")
        element.tag = etree.QName(element).localname
    return root


def _statement(element: "etree._Element") -> ParsedStatement:
    iban = element.findtext("Acct/Id/IBAN") or element.findtext("Acct/Id/Othr/Id") or ""
    opening_cents, closing_cents = _balance(element, _OPENING), _balance(element, _CLOSING)
    wrapper = etree.Element("Document")
    wrapper.append(element)
    rows = _Parser(wrapper).get_transactions()
    lines = tuple(_line(row) for row in rows if _is_booked(row))
    return ParsedStatement(clean(iban, 40).replace(" ", ""), lines, opening_cents, closing_cents)


def _balance(statement: "etree._Element", codes: tuple[str, ...]) -> int | None:
    """Return the balance of the first of some kinds that a statement says in euro, in signed cents."""
    told = {each.findtext("Tp/CdOrPrtry/Cd"): each for each in statement.findall("Bal[Amt]")}
    found = next((told[code] for code in codes if code in told), None)
    if found is None or found.find("Amt").get("Ccy") != "EUR":
        return None
    return _signed_cents({"Amount": found.findtext("Amt"), "CreditDebitIndicator": found.findtext("CdtDbtInd")})


def _is_booked(row: dict[str, str]) -> bool:
    return (row.get("Status") or BOOKED) == BOOKED


def _line(row: dict[str, str]) -> StatementLine:
    if row.get("Currency") != "EUR":
        raise StatementRefused("Il file ha un movimento in una valuta diversa dall'euro.")
    booked_on = _date(row.get("BookingDate") or row.get("ValueDate"))
    cents = _signed_cents(row)
    texts = (row.get(name) for name in _REMITTANCE)
    told = list(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
    party = "Debtor" if cents > 0 else "Creditor"
    return StatementLine(
        booked_on=booked_on,
        value_on=_date(row.get("ValueDate")) if row.get("ValueDate") else booked_on,
        ordered_on=_date(row["AcceptedAt"]) if row.get("AcceptedAt") else None,
        amount_cents=cents,
        bank_reference=clean(row.get("TransactionID"), REFERENCE_LENGTH),
        end_to_end=clean(row.get("EndToEndId"), REFERENCE_LENGTH),
        counterparty_name=clean(row.get(f"{party}Name"), NAME_LENGTH),
        counterparty_iban=clean(row.get(f"{party}IBAN"), 34),
        remittance=clean(" ".join(told) or row.get("AdditionalEntryInformation"), TEXT_LENGTH),
        is_reversal=row.get("ReversalIndicator") == "true",
    )


def _signed_cents(row: dict[str, str]) -> int:
    indicator = row.get("CreditDebitIndicator")
    if indicator not in {"CRDT", "DBIT"}:
        raise ValueError("a movement is a credit or a debit")
    cents = _cents(row.get("Amount"))
    return cents if indicator == "CRDT" else -cents


def _cents(text: object) -> int:
    cents = cents_of(str(text or ""))
    if cents < 0:
        raise NotAnAmountError("an amount has no sign here")
    return cents


def _date(text: str | None) -> date:
    told = (text or "").strip()
    return datetime.fromisoformat(told).date() if "T" in told else date.fromisoformat(told[:DAY_LENGTH])
