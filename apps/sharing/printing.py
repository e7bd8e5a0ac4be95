"""The card (PNG, 1200 x 630) and the poster (PDF, A4, tagged for PDF/UA-1) of a campaign, from its facts.

A coat of arms is an SVG. Texts reach the layouts as JSON and are only shown, never run. The fonts are Titillium Web's
files and, for letters that it has not, those inside the compiler; the poster's date is the given one, so the same facts
make the same bytes.
"""

import json
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from textwrap import shorten

import fontpkg_titillium_web  # type: ignore[import-untyped]
import typst
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image

from apps.receipts.rules.calendar import ROME
from apps.receipts.rules.repertoire import REPLACEMENT, line
from apps.sharing import codes
from apps.sharing.facts import Facts

LAYOUTS = Path(__file__).parent / "layouts"
CARD_WIDTH, CARD_HEIGHT = 1200, 630
_COLOURS = 256
_SHORT_TITLE, _LONGEST_INTRO = 60, 130
SAID = (
    "title",
    "summary",
    "place",
    "proponent",
    "address",
    "state_label",
    "call_to_action",
    "city_adds",
    "match_label",
    "raised",
    "threshold",
    "match",
    "cost",
    "alternative",
)


def card_png(facts: Facts, *, arms: str) -> bytes:
    """Return the picture that social networks show for a campaign."""
    made = _compiler("card").compile(sys_inputs=_inputs(facts, arms), format="png", ppi=72)
    out = BytesIO()
    with Image.open(BytesIO(_one(made))) as picture:
        picture.convert("RGB").quantize(_COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def poster_pdf(facts: Facts, *, arms: str, made_at: datetime) -> bytes:
    """Return a poster to print and hang, with the QR code of the campaign."""
    made = _compiler("poster").compile(
        sys_inputs={**_inputs(facts, arms), "qr": codes.qr_svg(facts.address)},
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=int(made_at.astimezone(ROME).timestamp()),
    )
    return _one(made)


def _inputs(facts: Facts, arms: str) -> dict[str, str]:
    with translation.override(facts.language):
        return {"data": json.dumps(_data(facts), ensure_ascii=False), "arms": arms}


def _data(facts: Facts) -> dict[str, object]:
    said = {name: _line(str(getattr(facts, name))).replace("€ ", "€\u00a0") for name in SAID}
    shares = {
        "people": _share(facts.raised_cents, facts.cost_cents),
        "city": _share(facts.match_cents, facts.cost_cents),
        "mark": _share(facts.threshold_cents, facts.cost_cents),
    }
    look = {
        "name": _line(facts.look.name),
        "tagline": _line(facts.look.tagline),
        "primary": facts.look.primary,
        "accent": facts.look.accent,
        "tint": facts.look.tint,
    }
    intro = shorten(_line(facts.summary), _LONGEST_INTRO, placeholder="…") if len(facts.title) <= _SHORT_TITLE else ""
    return {
        **said,
        "language": facts.language,
        "words": _words(said, look["name"]),
        "intro": intro,
        "shares": shares,
        "look": look,
        "has_match": facts.match_cents > 0,
    }


def _line(text: str) -> str:
    """Return a text as one line of the characters that have a glyph: a poster does without its emoji."""
    return " ".join(line(text).replace(REPLACEMENT, "").split())


def _words(said: dict[str, str], city: str) -> dict[str, str]:
    """Return the layouts' own words, each sentence with what is said of the campaign."""
    return {
        "arms": _("Stemma: %(name)s") % {"name": city},
        "citizens": _("dai cittadini"),
        "threshold": _("soglia, su un costo di %(cost)s") % said,
        "poster": _("Locandina di una campagna di crowdfunding civico"),
        "costs": _(
            "Il progetto costa %(cost)s. Le donazioni devono arrivare a %(threshold)s: "
            "se non ci arrivano, il bando dice che cosa succede ai soldi donati."
        )
        % said,
        "scan": _("Inquadra il codice, oppure apri:"),
        "qr": _("Codice QR dell'indirizzo %(address)s") % said,
    }


def _share(cents: int, of_cents: int) -> float:
    return round(min(100, 100 * cents / of_cents), 2) if of_cents > 0 else 0


def _one(made: object) -> bytes:
    if not isinstance(made, bytes):
        raise TypeError("one page was asked for")
    return made


def _compiler(layout: str) -> typst.Compiler:
    return typst.Compiler(LAYOUTS / f"{layout}.typ", root=LAYOUTS, font_paths=_fonts(), ignore_system_fonts=True)


@cache
def _fonts() -> typst.Fonts:
    folder = fontpkg_titillium_web.ROOT / "files"
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
