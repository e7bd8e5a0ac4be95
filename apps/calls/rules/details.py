"""What a call says about itself apart from its match terms, and what looks wrong in it."""

import re
from dataclasses import dataclass
from datetime import datetime

from apps.calls.states import CallKind

_USUAL_CUP = re.compile(r"^[A-Z]\d{2}[A-Z]\d{11}$")


@dataclass(frozen=True, kw_only=True)
class Question:
    """A frequent question with its answer, both plain text."""

    question: str
    answer: str


@dataclass(frozen=True, kw_only=True)
class CallDetails:
    """The descriptive part of a call; `opens_at` and `closes_at` bound its campaigns, in UTC, where known."""

    title: str
    slug: str
    kind: CallKind
    summary: str = ""
    description: str = ""
    legal_basis: str = ""
    programme: str = ""
    action: str = ""
    project_code: str = ""
    cup: str = ""
    project_officer: str = ""
    areas: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    applicants_admitted: tuple[str, ...] = ()
    faq: tuple[Question, ...] = ()
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    is_demo: bool = False


def cup_warning(cup: str) -> str | None:
    """Return an Italian warning when a CUP has not the usual shape; it is never a refusal (domain.md, section 6).

    >>> cup_warning("B49J17000100006") is None
    True
    """
    if not cup or _USUAL_CUP.match(cup):
        return None
    return f"Il CUP «{cup}» non ha la forma consueta (lettera, 2 cifre, lettera, 11 cifre): controlla che sia giusto."
