"""The Italian words of the codes that stand in the audit trail, fact by fact; an unknown code is shown as it is."""

from collections.abc import Mapping
from typing import Any

from apps.branding.states import TEXT_LABELS, Origin
from apps.cases.states import LABELS as CASES
from apps.community.labels import REASONS
from apps.feedback.labels import SHORT_KINDS as TICKETS
from apps.payments.reasons import REFUND_FAILURES
from apps.people.roles import LABELS as ROLES
from apps.receipts.labels import CAUSES
from apps.receipts.labels import SHORT_REGIMES as REGIMES

ORIGINS = {
    Origin.DRAFT: "bozza pubblicata",
    Origin.RESTORED: "versione ripristinata",
    Origin.BEGINNING: "aspetto iniziale",
}
_KINDS: dict[Any, object] = {**CASES, **TEXT_LABELS, **TICKETS}
VALUES: dict[str, Mapping[Any, object]] = {
    "kind": _KINDS,
    "role": ROLES,
    "roles": ROLES,
    "reason": REASONS,
    "regime": REGIMES,
    "cause": CAUSES,
    "origin": ORIGINS,
    "failure": REFUND_FAILURES,
}


def said(name: str, code: object) -> str:
    """Return a code of a fact in words."""
    return str(VALUES.get(name, {}).get(str(code), code))
