"""The words of the brand: kinds of legal text, life of a claimed domain, how a version of the look came about."""

from enum import StrEnum


class TextKind(StrEnum):
    """The pages whose text a city may write itself."""

    PRIVACY = "privacy"
    LEGAL = "legal"
    HOW = "how"
    FAQ = "faq"


TEXT_LABELS: dict[TextKind, str] = {
    TextKind.PRIVACY: "Informativa privacy",
    TextKind.LEGAL: "Note legali",
    TextKind.HOW: "Come funziona",
    TextKind.FAQ: "Domande frequenti",
}


class ClaimState(StrEnum):
    """A claimed domain is pending until the city shows by a DNS record that it is its own."""

    PENDING = "pending"
    VERIFIED = "verified"
    FAILED = "failed"


CLAIM_LABELS: dict[ClaimState, str] = {
    ClaimState.PENDING: "In attesa di verifica",
    ClaimState.VERIFIED: "Verificato",
    ClaimState.FAILED: "Non verificato",
}


class Origin(StrEnum):
    """How a version came about."""

    BEGINNING = "beginning"
    DRAFT = "draft"
    RESTORED = "restored"
