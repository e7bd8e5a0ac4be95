"""A city's own words for a kind of message: variables in braces, checked before they are kept, filled when sent.

The words are Markdown, never a program: a variable is replaced by what the fact says of it, escaped.
"""

import re
from collections.abc import Mapping

from apps.notifications.rules import markup

MAX_SUBJECT = 200
MAX_BODY = 8_000
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_SAFE_LINK = re.compile(r"(https?://|mailto:)", re.IGNORECASE)


def problems(*, subject: str, body: str, variables: frozenset[str], required: frozenset[str]) -> dict[str, list[str]]:
    """Return what is wrong with a wording by field, in Italian; empty when it can be kept."""
    wrong: dict[str, list[str]] = {"subject": _unknown(subject, variables), "body": _unknown(body, variables)}
    if "\n" in subject.strip() or "\r" in subject.strip():
        wrong["subject"].append("L'oggetto sta su una riga sola.")
    missing = sorted(required - set(_VARIABLE.findall(body)))
    wrong["body"] += [f"Manca {{{name}}}: senza, chi legge non può andare avanti." for name in missing]
    filled = fill(body, {name: "https://esempio.invalid/" if name in required else name for name in variables})
    if any(not _SAFE_LINK.match(link) for link in markup.links_of(filled)):
        wrong["body"].append("Un collegamento comincia con https:// (oppure è una variabile).")
    return {field: lines for field, lines in wrong.items() if lines}


def fill(source: str, values: Mapping[str, str]) -> str:
    """Return a wording with its variables replaced by their values, escaped; an unknown one becomes empty."""
    return _VARIABLE.sub(lambda found: markup.escape(values.get(found.group(1), "")), source)


def _unknown(source: str, variables: frozenset[str]) -> list[str]:
    names = sorted(set(_VARIABLE.findall(source)) - variables)
    return [f"{{{name}}} non è una variabile di questo messaggio." for name in names]
