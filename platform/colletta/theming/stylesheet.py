"""Bootstrap Italia's compiled sheet, recoloured by CSS variables and without the families that no page uses.

Pure text in, text out. The rules keep their place in the cascade: colours are replaced where they stand.
"""

import colorsys
import itertools
import re
from collections.abc import Iterable, Sequence

import tinycss2
from tinycss2.ast import Declaration, FunctionBlock, HashToken, IdentToken, LiteralToken, Node
from tinycss2.color4 import Color, parse_color

from colletta.theming import brand

_PRIMARY_HUES = (205, 215)
_PRIMARY_SATURATION = 62.5
_PRIMARY_TRIPLE = re.compile(r"^\s*0,\s*102,\s*204\s*$")
_PRIMARY_WITH_ALPHA = re.compile(r"^rgba\(\s*0,\s*102,\s*204,\s*", re.IGNORECASE)
_NESTING = frozenset({"media", "supports", "container"})

UNUSED_FAMILIES = (
    "acceptoverlay", "analogue-", "autocomplete", "avatar", "back-to-top", "bootstrap-select", "bottom-nav",
    "bs-popover", "bs-tooltip", "btn-check", "carousel", "complementary-", "cookiebar", "custom-navbar-toggler",
    "dimmer", "dropend", "dropstart", "dropup", "dropdown", "form-floating", "form-range", "form-switch",
    "has-megamenu", "input-number", "it-calendar", "it-carousel", "it-footer", "it-header-navbar",
    "it-megamenu", "it-timeline", "it-transfer", "just-validate", "lightgrey-", "megamenu", "modal", "navbar",
    "neutral-", "notification", "offcanvas", "placeholder", "point-list", "popover", "primary-bg-",
    "primary-border-", "primary-color-", "progress-spinner", "rating", "sidebar", "spinner", "splide",
    "steppers", "thumb-nav", "toast", "toggles", "toolbar", "tooltip", "upload", "video-js", "vjs-",
    "warning-bg-", "was-validated",
)  # fmt: skip
UNUSED_KEYFRAMES = ("vjs-", "placeholder-", "spinner-", "progress-spinner", "carousel", "splide")


def rebrand(source: str) -> str:
    """Return the sheet with the primary family's colours as `var(--brand-...)` and without unused families."""
    rules = tinycss2.parse_stylesheet(source.lstrip("\ufeff"), skip_comments=True, skip_whitespace=True)
    return _sheet(rules) + "\n"


def licence(source: str) -> str:
    """Return the sheet's opening comment, which its licence asks to keep."""
    return source[: source.index("*/") + 2].lstrip("\ufeff")


def is_unused(class_name: str) -> bool:
    """Say whether the class belongs to a family that the built sheet leaves out."""
    return class_name.startswith(UNUSED_FAMILIES)


def _sheet(rules: Iterable[Node]) -> str:
    return "".join(_rule(rule) for rule in rules)


def _rule(rule: Node) -> str:
    if rule.type == "qualified-rule":
        return _qualified(rule)
    if rule.type != "at-rule" or rule.lower_at_keyword == "font-face":
        return ""
    prelude = tinycss2.serialize(rule.prelude).strip()
    if rule.lower_at_keyword in _NESTING:
        body = _sheet(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True))
        return f"@{rule.at_keyword} {prelude}{{{body}}}" if body else ""
    if rule.lower_at_keyword == "keyframes" and prelude.startswith(UNUSED_KEYFRAMES):
        return ""
    return tinycss2.serialize([rule])


def _qualified(rule: Node) -> str:
    selectors = [selector for selector in _split_at_commas(rule.prelude) if not _mentions_unused(selector)]
    if not selectors:
        return ""
    declarations = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
    body = ";".join(_declaration(item) for item in declarations if item.type == "declaration")
    return ",".join(tinycss2.serialize(selector).strip() for selector in selectors) + "{" + body + "}" if body else ""


def _split_at_commas(prelude: Sequence[Node]) -> list[list[Node]]:
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if isinstance(token, LiteralToken) and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _mentions_unused(selector: Sequence[Node]) -> bool:
    """Look at the classes an element must have; those inside `:not(...)` are functions and do not count."""
    return any(
        isinstance(dot, LiteralToken) and dot.value == "." and isinstance(name, IdentToken) and is_unused(name.value)
        for dot, name in itertools.pairwise(selector)
    )


def _declaration(declaration: Declaration) -> str:
    if declaration.lower_name.endswith("-rgb") and _PRIMARY_TRIPLE.match(tinycss2.serialize(declaration.value)):
        value = "var(--brand-40-rgb)"
    else:
        value = _value(declaration.value)
    important = "!important" if declaration.important else ""
    return f"{declaration.name}:{value}{important}"


def _value(tokens: Iterable[Node]) -> str:
    return "".join(_token(token) for token in tokens).strip()


def _token(token: Node) -> str:
    if isinstance(token, HashToken | FunctionBlock) and (recoloured := _recoloured(token)):
        return recoloured
    if isinstance(token, FunctionBlock):
        return f"{token.name}({_value(token.arguments)})"
    return tinycss2.serialize([token])


def _recoloured(token: Node) -> str | None:
    """Return the variable that stands for a colour of the primary family, or None for any other colour."""
    colour = parse_color(token)
    if not isinstance(colour, Color):
        return _recoloured_with_variable_alpha(token)
    hue, saturation, lightness = _hsl(colour)
    if not _PRIMARY_HUES[0] <= hue <= _PRIMARY_HUES[1] or saturation < _PRIMARY_SATURATION:
        return None
    if colour.alpha < 1:
        return f"rgba(var(--brand-40-rgb),{colour.alpha:g})"
    rung = min(brand.RUNGS, key=lambda candidate: abs(candidate - lightness))
    return f"var(--brand-{rung})"


def _recoloured_with_variable_alpha(token: Node) -> str | None:
    """Treat `rgba(0, 102, 204, var(...))`, which is a colour only once the variable is known."""
    text = tinycss2.serialize([token])
    return _PRIMARY_WITH_ALPHA.sub("rgba(var(--brand-40-rgb),", text) if _PRIMARY_WITH_ALPHA.match(text) else None


def _hsl(colour: Color) -> tuple[float, float, float]:
    """Return hue in degrees, saturation and lightness in per cent."""
    if colour.space == "hsl":
        return colour.coordinates
    hue, lightness, saturation = colorsys.rgb_to_hls(*colour.coordinates)
    return hue * 360, saturation * 100, lightness * 100
