"""The rules of a call as one readable document: YAML, with a comment in Italian on every parameter.

Only plain values are read: no tags, no anchors, no key twice, whole numbers in decimal, true and false. What a
parameter may be is not known here but in `parsing`; a document that was written here reads back as the same terms.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from apps.calls.rules import yaml_reading
from apps.calls.rules.document import Problem, RulesRefused
from apps.calls.rules.terms import MatchTerms
from apps.calls.rules.vocabulary import LABELS, WORDS
from apps.kernel.money import format_euro, format_share

MAX_CHARACTERS = 50_000
_OPENING = (
    "# Regole del cofinanziamento di un bando.",
    "# Importi in centesimi di euro (€ 50,00 = 5000), quote in punti base (50% = 5000).",
)


def to_yaml(terms: MatchTerms) -> str:
    """Return the terms as a document that a person can read and change.

    >>> from apps.calls.rules.vocabulary import MatchKind
    >>> to_yaml(MatchTerms(kind=MatchKind.PER_DONATION, ratio_bps=10_000)).splitlines()[3:5]
    ['# Tipo di cofinanziamento. Valori: threshold, per_donation, quadratic.', 'kind: per_donation']
    """
    blocks = [_block(name, value) for name, value in terms.to_document().items()]
    return "\n\n".join(["\n".join(_OPENING), *blocks]) + "\n"


def from_yaml(text: str) -> MatchTerms:
    """Return the terms of a document; raises RulesRefused with every problem, or with the line that is no YAML."""
    return MatchTerms.from_document(to_document(text))


def to_document(text: str) -> dict[str, Any]:
    """Return the plain values of a document before they are judged; raises RulesRefused on what is no YAML."""
    if len(text) > MAX_CHARACTERS:
        limit = f"{MAX_CHARACTERS:,}".replace(",", ".")
        raise _refusal("too_long", f"il testo supera {limit} caratteri.")
    try:
        document = yaml_reading.load(text.removeprefix("\ufeff"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise _refusal("not_yaml", _sentence(mark.line + 1 if mark else None, error.problem)) from error
    except yaml.YAMLError as error:
        raise _refusal("not_yaml", _sentence(None, None)) from error
    if not isinstance(document, dict):
        raise _refusal("not_a_table", "deve essere un elenco di parametri con il loro valore.")
    return document


def _block(name: str, value: Any) -> str:
    if isinstance(value, dict):
        lines = [_comment(name, 0), f"{name}:", *_level(name, value)]
    else:
        lines = [_comment(name, 0), *_lines(name, value, 0)]
    return "\n".join(lines)


def _level(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    for key, value in values.items():
        if f"{name}.{key}" in LABELS:
            yield _comment(f"{name}.{key}", 2)
        yield from _lines(key, value, 2, unit=name)


def _lines(key: str, value: Any, indent: int, unit: str = "") -> Iterator[str]:
    margin = " " * indent
    if isinstance(value, list) and value and isinstance(value[0], dict):
        yield f"{margin}{_scalar(key)}:"
        for row in value:
            yield f"{margin}  - {{{', '.join(f'{name}: {_scalar(item)}' for name, item in row.items())}}}"
    elif isinstance(value, list):
        yield f"{margin}{_scalar(key)}: [{', '.join(_scalar(item) for item in value)}]"
    else:
        yield f"{margin}{_scalar(key)}: {_scalar(value)}{_gloss(unit or key, key, value)}"


def _comment(name: str, indent: int) -> str:
    words = f" Valori: {', '.join(WORDS[name])}." if name in WORDS else ""
    return f"{' ' * indent}# {LABELS[name]}.{words}"


def _gloss(unit: str, key: str, value: Any) -> str:
    if not isinstance(value, int) or isinstance(value, bool):
        return ""
    if key.endswith("_cents") or unit == "caps_by_category":
        return f"  # {format_euro(value)}"
    return f"  # {format_share(value)}" if key.endswith("_bps") else ""


def _scalar(value: Any) -> str:
    text: str = yaml.dump(value, Dumper=yaml_reading.Writer, allow_unicode=True, width=10_000, default_flow_style=True)
    return text.removesuffix("\n").removesuffix("...").removesuffix("\n")


def _sentence(line: int | None, problem: str | None) -> str:
    where = f"riga {line}: " if line else ""
    why = yaml_reading.SAYINGS.get(problem or "", "il testo non è scritto in YAML corretto")
    return f"{where}{why}."


def _refusal(code: str, message: str) -> RulesRefused:
    return RulesRefused([Problem("", code, f"Documento: {message}")])
