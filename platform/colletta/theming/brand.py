"""A city's style sheet: the variables of its colours, as text; no Django.

Which shades there are and where they stand is `apps.branding`'s palette; which rules use the variables is
`stylesheet.py`'s and `site.css`'s.
"""

import hashlib
from functools import lru_cache

from apps.branding.rules.palette import RUNGS, shade, variables

__all__ = ["NATIONAL_PRIMARY", "RUNGS", "shade", "sheet", "variables", "version"]

NATIONAL_PRIMARY = "#173f73"


@lru_cache(maxsize=1024)
def sheet(primary: str, secondary: str = "") -> str:
    """Return the style sheet that declares the variables of a city's colours; raises InvalidColourError."""
    named = variables(primary, secondary)
    return ":root{" + ";".join(f"{name}:{value}" for name, value in named.items()) + "}\n"


@lru_cache(maxsize=1024)
def version(primary: str, secondary: str = "") -> str:
    """Return a short digest that changes whenever the sheet of these colours does; raises InvalidColourError."""
    return hashlib.sha256(sheet(primary, secondary).encode()).hexdigest()[:12]
