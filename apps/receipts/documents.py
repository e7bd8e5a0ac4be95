"""The documents of receipts as PDF: tagged, accessible (PDF/UA-1) and for keeping (PDF/A-2a).

What people wrote reaches the layouts as JSON and is only shown, never run. The fonts are those inside the compiler and
the date is the document's own, so the same data make the same bytes. Nothing is kept.
"""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

from apps.receipts.rules.calendar import ROME

LAYOUTS = Path(__file__).parent / "layouts"
STANDARDS: list["typst.PDFStandard"] = ["a-2a", "ua-1"]


def render(*, layout: str, data: dict[str, object], made_at: datetime) -> bytes:
    """Return the PDF of a layout with its data; the same arguments return the same bytes."""
    made = _compiler(layout).compile(
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=int(made_at.astimezone(ROME).timestamp()),
    )
    if not isinstance(made, bytes):
        raise TypeError("one document was asked for")
    return made


def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(LAYOUTS / f"{layout}.typ", root=LAYOUTS, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
