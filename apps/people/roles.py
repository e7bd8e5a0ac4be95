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
CALL_OFFICE = frozenset({Role.OFFICER, Role.PROJECT_OFFICER})
"""Who writes calls and their rules, and publishes them by an act."""
POOL_OFFICE = frozenset({Role.ACCOUNTANT})
"""Who puts the money of an act into a pool: never who wrote the rules that spend it."""
RECEIPT_OFFICE = frozenset({Role.OFFICER, Role.PROJECT_OFFICER, Role.ACCOUNTANT, Role.PLATFORM_MANAGER})
"""Who sees donors' tax codes and writes receipts: not who only publishes news."""
BANK_OFFICE = frozenset({Role.ACCOUNTANT})
"""Who reads bank statements, with the names of who paid, and says what a line pays."""
BOOKS_OFFICE = frozenset({Role.ACCOUNTANT, Role.PLATFORM_MANAGER})
"""Who sees whether the books agree with those who hold the money."""
OFFLINE_OFFICE = frozenset({Role.OFFICER, Role.PROJECT_OFFICER})
"""Who records gifts received by hand, and confirms those that another recorded."""
BRAND_OFFICE = frozenset({Role.COMMUNICATIONS, Role.PLATFORM_MANAGER})
"""Who decides how the portal looks, what its standing pages say, and on which domains it answers."""
MESSAGE_OFFICE = frozenset({Role.OFFICER, Role.COMMUNICATIONS, Role.PLATFORM_MANAGER})
"""Who looks at messages and words them; of those about money and access, communications sees none."""
MODERATION_OFFICE = frozenset({Role.OFFICER, Role.COMMUNICATIONS})
"""Who looks at what citizens write, hides it for a reason and hears who contests that."""
FEEDBACK_OFFICE = frozenset({Role.OFFICER, Role.COMMUNICATIONS, Role.PLATFORM_MANAGER})
"""Who answers what people write to the city about the portal."""
DISTRICT_OFFICE = frozenset({Role.OFFICER, Role.PLATFORM_MANAGER})
"""Who puts new boundaries in the place of the city's districts."""
PEOPLE_OFFICE = frozenset({Role.PLATFORM_MANAGER})
"""Who says who works in the office with which role, and who acts for which body."""
CASE_OFFICE = frozenset({Role.OFFICER, Role.PROJECT_OFFICER, Role.ACCOUNTANT, Role.PLATFORM_MANAGER})
"""Who looks at cases, is told of them, and says how they ended."""
OUTCOME_OFFICE = frozenset({Role.OFFICER, Role.PROJECT_OFFICER, Role.ACCOUNTANT})
"""Who is told how a campaign ended: who answers for the project, and who pays."""
AUDIT_OFFICE = frozenset({Role.ACCOUNTANT, Role.PLATFORM_MANAGER})
"""Who reads the whole audit log: who answers for the platform and for the accounts."""
