"""The Italian words of the codes that stand in the audit trail, fact by fact; an unknown code is shown as it is."""

from collections.abc import Mapping
from typing import Any

from apps.backoffice.presenters.look import FIELDS as LOOK_FIELDS
from apps.branding.states import TEXT_LABELS, Origin
from apps.cases.states import LABELS as CASES
from apps.community.labels import REASONS
from apps.community.labels import STATES as TEXT_STATES
from apps.feedback.labels import SHORT_KINDS as TICKETS
from apps.matching.rules.bank_lines import LABELS as LINE_REASONS
from apps.payments.reasons import REFUND_FAILURES
from apps.people.roles import LABELS as ROLES
from apps.receipts.labels import CAUSES
from apps.receipts.labels import SHORT_REGIMES as REGIMES

ORIGINS = {
    Origin.DRAFT: "bozza pubblicata",
    Origin.RESTORED: "versione ripristinata",
    Origin.BEGINNING: "aspetto iniziale",
}
PARTS = {
    "texts": "testi",
    "pictures": "immagini",
    "budget": "bilancio",
    "people": "persone e partner",
    "documents": "documenti",
    "translations": "traduzioni",
}
FIELDS = {
    **LOOK_FIELDS,
    "public_name": "nome in pubblico",
    "is_anonymous": "anonimato",
    "hides_amount": "importo nascosto",
}
_KINDS: dict[Any, object] = {**CASES, **TEXT_LABELS, **TICKETS}
VALUES: dict[str, Mapping[Any, object]] = {
    "kind": _KINDS,
    "role": ROLES,
    "roles": ROLES,
    "reason": {**REASONS, **LINE_REASONS},
    "regime": REGIMES,
    "cause": CAUSES,
    "origin": ORIGINS,
    "failure": REFUND_FAILURES,
    "part": PARTS,
    "fields": FIELDS,
    "state": TEXT_STATES,
}


def said(name: str, code: object) -> str:
    """Return a code of a fact in words."""
    return str(VALUES.get(name, {}).get(str(code), code))
