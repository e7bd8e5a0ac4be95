"""The life of a tenant."""

from enum import StrEnum


class TenantState(StrEnum):
    """Only an active city serves pages and does due work."""

    REQUESTED = "requested"
    PROVISIONING = "provisioning"
    ACTIVE = "active"
    SUSPENDED = "suspended"


TRANSITIONS: dict[TenantState, frozenset[TenantState]] = {
    TenantState.REQUESTED: frozenset({TenantState.PROVISIONING}),
    TenantState.PROVISIONING: frozenset({TenantState.ACTIVE}),
    TenantState.ACTIVE: frozenset({TenantState.SUSPENDED}),
    TenantState.SUSPENDED: frozenset({TenantState.ACTIVE}),
}

LABELS: dict[TenantState, str] = {
    TenantState.REQUESTED: "Richiesto",
    TenantState.PROVISIONING: "In preparazione",
    TenantState.ACTIVE: "In linea",
    TenantState.SUSPENDED: "Sospeso",
}
