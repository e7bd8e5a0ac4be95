"""Whether an organisation's identifiers are valid, and which roles one person should not hold together."""

from collections.abc import Set as AbstractSet

from stdnum.it import codicefiscale, iva

from apps.people.roles import CALL_OFFICE, POOL_OFFICE, Role


def is_tax_code(value: str) -> bool:
    """Tell whether a codice fiscale (of a person or body) or a partita IVA has the right check characters."""
    return codicefiscale.is_valid(value) or iva.is_valid(value)


def mixes_duties(roles: AbstractSet[Role]) -> bool:
    """Tell whether one person would both write the rules of calls and put money into their pools.

    >>> mixes_duties({Role.OFFICER, Role.PLATFORM_MANAGER}), mixes_duties({Role.OFFICER, Role.ACCOUNTANT})
    (False, True)
    """
    return bool(roles & CALL_OFFICE) and bool(roles & POOL_OFFICE)
