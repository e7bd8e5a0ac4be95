"""A donor's bank account, and the file with which a beneficiary's bank pays refunds. Pure; amounts in cents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from xml.etree import ElementTree  # nosec B405

from django.utils.translation import gettext as _
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from sepaxml import SepaTransfer  # type: ignore[import-untyped]

SCHEMA = "pain.001.001.09"
HOLDER_LENGTH = 70


@dataclass(frozen=True)
class Order:
    """One payment of a file: to whom, where, how much, with the name that comes back on the statement."""

    end_to_end: str
    holder: str
    iban: str
    amount_cents: int
    words: str


def why_not_an_account(holder: str, iban: str) -> dict[str, str]:
    """Return, per field and in Italian, why money cannot be sent there; empty when it can.

    >>> why_not_an_account("Ada Rossi", "IT60 X054 2811 1010 0000 0123 456")
    {}
    >>> list(why_not_an_account(" ", "IT60X0542811101000000123457"))
    ['holder', 'iban']
    """
    found = {}
    if not holder.strip():
        found["holder"] = _("Scrivi il nome di chi è intestatario del conto.")
    elif len(holder.strip()) > HOLDER_LENGTH:
        found["holder"] = _("Il nome dell'intestatario può avere al massimo %(most)s caratteri.") % {
            "most": HOLDER_LENGTH
        }
    try:
        account = IBAN(iban, validate_bban=True)
    except (SchwiftyException, ValueError):
        found["iban"] = _("L'IBAN non è corretto: controlla le lettere e le cifre.")
    else:
        if not account.in_sepa_zone:
            found["iban"] = _("Il conto deve essere in un Paese dell'area SEPA.")
    return found


def compact_iban(iban: str) -> str:
    """Return an IBAN that was found right, without spaces and in capitals.

    >>> compact_iban("it60 x054 2811 1010 0000 0123 456")
    'IT60X0542811101000000123456'
    """
    return IBAN(iban).compact


def masked_iban(iban: str) -> str:
    """Return an IBAN of which only the country and the last four characters are readable.

    >>> masked_iban("IT60X0542811101000000123456")
    'IT … 3456'
    """
    return f"{iban[:2]} … {iban[-4:]}" if iban else ""


def payment_file(
    *, message_id: str, payer: str, payer_iban: str, day: date, orders: Sequence[Order], written_at: datetime
) -> str:
    """Return the pain.001 file of some orders for one account, checked against its schema; the same every time.

    `day` is when the bank is asked to pay. The library fills name and instant of the message by chance and by the
    machine's clock, so both are written again.
    """
    transfer = SepaTransfer(
        {"name": payer, "IBAN": payer_iban, "batch": True, "currency": "EUR"}, schema=SCHEMA, clean=True
    )
    for order in orders:
        transfer.add_payment(
            {
                "name": order.holder,
                "IBAN": order.iban,
                "amount": order.amount_cents,
                "execution_date": day,
                "description": order.words,
                "endtoend_id": order.end_to_end,
            }
        )
    return _renamed(transfer.export(validate=True).decode(), message_id, written_at)


def _renamed(text: str, message_id: str, written_at: datetime) -> str:
    namespace = f"urn:iso:std:iso:20022:tech:xsd:{SCHEMA}"
    ElementTree.register_namespace("", namespace)
    root = ElementTree.fromstring(text)  # noqa: S314  # nosec B314
    names = {"MsgId": message_id, "PmtInfId": f"{message_id}-1", "CreDtTm": f"{written_at:%Y-%m-%dT%H:%M:%S}"}
    for name, value in names.items():
        for element in root.iter(f"{{{namespace}}}{name}"):
            element.text = value
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode")
