"""What a donor copies into a bank transfer, and its QR code."""

import io
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from segno.helpers import make_epc_qr

from apps.kernel.formats import day_said, euro

if TYPE_CHECKING:
    from apps.donations.models import Donation, Transfer


def rows(donation: "Donation", data: dict[str, object]) -> list[dict[str, object]]:
    """Return the lines of the instructions: what it is, the value to copy, and a note."""
    return [
        {"term": _("Beneficiario"), "value": data["beneficiary"]},
        {"term": "IBAN", "value": data["iban"], "is_code": True},
        {"term": _("Importo"), "value": euro(donation.announced_cents or donation.amount_cents)},
        {
            "term": _("Causale"),
            "value": data["reference"],
            "is_code": True,
            "note": _("Scrivi solo questo riferimento: è così che riconosciamo la tua donazione."),
        },
        {
            "term": _("Ultimo giorno per fare il bonifico"),
            "value": day_said(str(data["last_day"])),
            "note": _("I bonifici fatti dopo tornano a chi li ha fatti."),
        },
    ]


def qr_svg(donation: "Donation", transfer: "Transfer") -> bytes:
    """Return the EPC069-12 code of a transfer as SVG: name, IBAN, euro, structured reference."""
    cents = donation.announced_cents or donation.amount_cents
    code = make_epc_qr(
        transfer.beneficiary, transfer.iban, Decimal(cents).scaleb(-2), reference=transfer.reference, encoding="utf-8"
    )
    image = io.BytesIO()
    code.save(image, kind="svg", scale=6, border=4, light="#fff", xmldecl=False, svgclass=None, lineclass=None)
    return image.getvalue()
