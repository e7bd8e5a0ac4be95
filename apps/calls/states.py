"""The states of a call, and its kinds."""

from enum import StrEnum

from apps.kernel.marking import marked as _


class CallState(StrEnum):
    """Where a call stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class CallKind(StrEnum):
    """Whom a call addresses."""

    THIRD_SECTOR = "third_sector"
    CONTINUOUS = "continuous"
    MUNICIPAL_PROJECTS = "municipal_projects"
    RESTRICTED_AUDIENCE = "restricted_audience"


class ActKind(StrEnum):
    """Which administrative act stands behind a decision on a call."""

    DELIBERA = "delibera"
    DETERMINA = "determina"
    OTHER = "other"


CALL_TRANSITIONS: dict[CallState, frozenset[CallState]] = {
    CallState.DRAFT: frozenset({CallState.PUBLISHED}),
    CallState.PUBLISHED: frozenset({CallState.CLOSED}),
    CallState.CLOSED: frozenset(),
}
PUBLIC_STATES = frozenset({CallState.PUBLISHED, CallState.CLOSED})
WITHOUT_MONEY = frozenset({CallKind.RESTRICTED_AUDIENCE})

CALL_KIND_LABELS: dict[CallKind, str] = {
    CallKind.THIRD_SECTOR: _("Bando per il Terzo settore"),
    CallKind.CONTINUOUS: _("Canale sempre aperto"),
    CallKind.MUNICIPAL_PROJECTS: _("Progetti del Comune"),
    CallKind.RESTRICTED_AUDIENCE: _("Bando a partecipazione riservata"),
}
CALL_STATE_LABELS: dict[CallState, str] = {
    CallState.DRAFT: _("Bozza"),
    CallState.PUBLISHED: _("Pubblicato"),
    CallState.CLOSED: _("Chiuso"),
}
ACT_KIND_LABELS: dict[ActKind, str] = {
    ActKind.DELIBERA: _("Deliberazione"),
    ActKind.DETERMINA: _("Determinazione"),
    ActKind.OTHER: _("Altro atto"),
}
