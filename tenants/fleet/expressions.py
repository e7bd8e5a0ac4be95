"""Expressions read back from PostgreSQL's catalog, written so that the catalog they make is the same again.

`"state" IN ('a', 'b')` on a character column is printed as an array of `character varying` cast to `text[]`; reading
that text again pushes the cast into each element. The original form does not change.
"""

import re

_LITERAL = r"'(?:[^']|'')*'"
_ITEM = rf"{_LITERAL}::character varying"
_ITEMS = rf"{_ITEM}(?:, {_ITEM})*"
_IN_LIST = re.compile(
    rf"\(*(?P<column>[a-z_][a-z0-9_]*|\"[^\"]+\")\)?::text = ANY \(+ARRAY\[(?P<items>{_ITEMS})\]\)?::text\[\]\)+"
)


def stable(definition: str) -> str:
    """Return a constraint's or index's definition whose round trip through the catalog is itself.

    >>> stable("CHECK (((state)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[])))")
    "CHECK (state IN ('a', 'b'))"
    >>> stable("((NOT ((state)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))) OR x)")
    "((NOT (state IN ('a', 'b'))) OR x)"
    """
    return _IN_LIST.sub(_in_list, definition)


def _in_list(match: re.Match[str]) -> str:
    bare = re.sub(_LITERAL, "", match[0])
    surplus = bare.count("(") - bare.count(")")
    items = re.sub(rf"({_LITERAL})::character varying", r"\1", match["items"])
    return f"{'(' * max(surplus, 0)}({match['column']} IN ({items})){')' * max(-surplus, 0)}"
