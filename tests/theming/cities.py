"""A city that is not in the database, for what draws a page from a tenant's row."""

from types import SimpleNamespace
from typing import Any


def city(**changes: Any) -> Any:
    """Return a tenant's values, with what is given instead."""
    values = {
        "schema_name": "c_prova",
        "name": "Prova",
        "slug": "prova",
        "tagline": "Una città di prova",
        "primary_colour": "#a5182a",
        "secondary_colour": "",
        "arms": "",
        "photograph": {},
        "contacts": {"pec": "protocollo@pec.example", "fiscal_code": "00000000000", "address": "Piazza 1"},
        "footer_links": [{"label": "Sito del Comune", "url": "https://comune.example"}],
        "cofunding": {},
        "accessibility_statement_url": "",
        "accessibility_statement_date": None,
        "sender_address": "",
        "language": "it",
    }
    return SimpleNamespace(**values | changes)
