"""The roles a person can hold, and what each may do."""

from enum import StrEnum


class Role(StrEnum):
    """Roles of a city's office, and of the national layer in the public schema."""

    OFFICER = "officer"
    PROJECT_OFFICER = "project_officer"
    ACCOUNTANT = "accountant"
    COMMUNICATIONS = "communications"
    PLATFORM_MANAGER = "platform_manager"
    ANCI_EDITOR = "anci_editor"
    OPERATOR = "operator"


LABELS: dict[Role, str] = {
    Role.OFFICER: "Funzionario",
    Role.PROJECT_OFFICER: "Responsabile unico del progetto",
    Role.ACCOUNTANT: "Ragioneria",
    Role.COMMUNICATIONS: "Comunicazione",
    Role.PLATFORM_MANAGER: "Gestore della piattaforma",
    Role.ANCI_EDITOR: "Redazione nazionale ANCI",
    Role.OPERATOR: "Operatore della piattaforma",
}

CITY_OFFICE = frozenset(
    {Role.OFFICER, Role.PROJECT_OFFICER, Role.ACCOUNTANT, Role.COMMUNICATIONS, Role.PLATFORM_MANAGER}
)
