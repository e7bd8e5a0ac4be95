"""The Italian words of the codes that stand in the audit trail, fact by fact; an unknown code is shown as it is."""

from apps.branding.states import TEXT_LABELS, Origin
from apps.cases.states import LABELS as CASES
from apps.community.labels import REASONS
from apps.feedback.labels import SHORT_KINDS as TICKETS
from apps.people.roles import LABELS as ROLES
from apps.receipts.labels import CAUSES
from apps.receipts.labels import SHORT_REGIMES as REGIMES

ORIGINS = {
    Origin.DRAFT: "bozza pubblicata",
    Origin.RESTORED: "versione ripristinata",
    Origin.BEGINNING: "aspetto iniziale",
}
VALUES: dict[str, dict[str, object]] = {
    "kind": {**CASES, **TEXT_LABELS, **TICKETS},
    "role": dict(ROLES),
    "roles": dict(ROLES),
    "reason": dict(REASONS),
    "regime": dict(REGIMES),
    "cause": dict(CAUSES),
    "origin": dict(ORIGINS),
}


def said(name: str, code: object) -> str:
    """Return a code of a fact in words."""
    return str(VALUES.get(name, {}).get(str(code), code))
