"""Whether an organisation's identifiers are valid."""

from stdnum.it import codicefiscale, iva


def is_tax_code(value: str) -> bool:
    """Tell whether a codice fiscale (of a person or body) or a partita IVA has the right check characters."""
    return codicefiscale.is_valid(value) or iva.is_valid(value)
