"""QR codes of an address, as SVG and PNG: black on white with the quiet zone that readers need."""

from io import BytesIO

import segno

_BORDER = 4
_SVG_SCALE, _PNG_SCALE = 4, 12


def qr_svg(address: str) -> str:
    """Return the QR code of an address as an SVG that stands alone."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", scale=_SVG_SCALE, border=_BORDER, light="#fff")
    return out.getvalue().decode()


def qr_png(address: str) -> bytes:
    """Return the QR code of an address as a PNG for print."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=_PNG_SCALE, border=_BORDER)
    return out.getvalue()
