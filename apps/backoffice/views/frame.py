"""What the pages of the office share: who may open them, and the menu.

A new page of the menu is one line of NAVIGATION, `Entry(group, label, path, roles)`: the group is one of
`navigation.GROUPS`, the roles are those of the page's own decorator (tests/backoffice/test_navigation.py compares
them), and an optional fifth argument counts what waits there in one query.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from apps.backoffice.navigation import HOME, Entry, Group, may_open, menu_of
from apps.cases import selectors as cases
from apps.community import selectors as community
from apps.feedback import selectors as feedback
from apps.notifications import selectors as notifications
from apps.people import selectors as people
from apps.people.access import open_to
from apps.people.roles import (
    AUDIT_OFFICE,
    BANK_OFFICE,
    BOOKS_OFFICE,
    BRAND_OFFICE,
    CALL_OFFICE,
    CASE_OFFICE,
    CITY_OFFICE,
    DISTRICT_OFFICE,
    FEEDBACK_OFFICE,
    MESSAGE_OFFICE,
    MODERATION_OFFICE,
    OFFLINE_OFFICE,
    PEOPLE_OFFICE,
    POOL_OFFICE,
    RECEIPT_OFFICE,
    Role,
)

for_audit_office = open_to(AUDIT_OFFICE, sign_in="backoffice:sign_in")
for_bank_office = open_to(BANK_OFFICE, sign_in="backoffice:sign_in")
for_case_office = open_to(CASE_OFFICE, sign_in="backoffice:sign_in")
for_offline_office = open_to(OFFLINE_OFFICE, sign_in="backoffice:sign_in")
for_office = open_to(CITY_OFFICE, sign_in="backoffice:sign_in")
for_call_office = open_to(CALL_OFFICE, sign_in="backoffice:sign_in")
for_pool_office = open_to(POOL_OFFICE, sign_in="backoffice:sign_in")
for_receipt_office = open_to(RECEIPT_OFFICE, sign_in="backoffice:sign_in")
for_brand_office = open_to(BRAND_OFFICE, sign_in="backoffice:sign_in")
for_books_office = open_to(BOOKS_OFFICE, sign_in="backoffice:sign_in")
for_district_office = open_to(DISTRICT_OFFICE, sign_in="backoffice:sign_in")
for_feedback_office = open_to(FEEDBACK_OFFICE, sign_in="backoffice:sign_in")
for_message_office = open_to(MESSAGE_OFFICE, sign_in="backoffice:sign_in")
for_people_office = open_to(PEOPLE_OFFICE, sign_in="backoffice:sign_in")
for_moderation_office = open_to(MODERATION_OFFICE, sign_in="backoffice:sign_in")

NAVIGATION = [
    Entry("", "Riepilogo", HOME, CITY_OFFICE),
    Entry("", "Lavori in corso", "/gestione/lavori/", CITY_OFFICE),
    Entry("Campagne", "Bandi", "/gestione/bandi/", CITY_OFFICE),
    Entry("Campagne", "Campagne", "/gestione/campagne/", CITY_OFFICE),
    Entry("Denaro", "Casi", "/gestione/casi/", CASE_OFFICE, cases.count_open),
    Entry("Denaro", "Rimborsi", "/gestione/rimborsi/", BANK_OFFICE),
    Entry("Denaro", "Banca", "/gestione/banca/", BANK_OFFICE),
    Entry("Denaro", "Donazioni offline", "/gestione/donazioni-offline/", OFFLINE_OFFICE),
    Entry("Denaro", "Ricevute", "/gestione/ricevute/", RECEIPT_OFFICE),
    Entry("Denaro", "Riconciliazione", "/gestione/riconciliazione/", BOOKS_OFFICE),
    Entry("Impostazioni", "Aspetto", "/gestione/aspetto/", BRAND_OFFICE),
    Entry("Persone e contenuti", "Persone e ruoli", "/gestione/persone/", PEOPLE_OFFICE),
    Entry("Persone e contenuti", "Moderazione", "/gestione/moderazione/", MODERATION_OFFICE, community.count_waiting),
    Entry("Persone e contenuti", "Segnalazioni", "/gestione/segnalazioni/", FEEDBACK_OFFICE, feedback.count_open),
    Entry("Persone e contenuti", "Messaggi", "/gestione/messaggi/", MESSAGE_OFFICE, notifications.count_failed),
    Entry("Impostazioni", "Quartieri", "/gestione/quartieri/", DISTRICT_OFFICE),
    Entry("Impostazioni", "Registro", "/gestione/registro/", AUDIT_OFFICE),
]


def page(**context: Any) -> dict[str, Any]:
    """Return the context of an office page, whose path begins at the summary."""
    return {"office_title": "Gestione", "crumb_home": {"label": "Riepilogo", "path": HOME}, **context}


def holds(request: HttpRequest, roles: frozenset[Role]) -> bool:
    """Tell whether who looks at a page holds one of some roles."""
    return bool(roles & people.roles_of(request.user.pk or 0))


def reach_of(request: HttpRequest) -> Callable[[str], str]:
    """Return what leaves of an address, for a link, only those that who looks at a page may open; else it is empty."""
    held = people.roles_of(request.user.pk or 0)
    return lambda path: path if may_open(NAVIGATION, held, path) else ""


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Return the menu of who is signed in, for every template; nothing is read until an office page shows it."""
    return {"office_menu": SimpleLazyObject(lambda: _menu(request))}


def _menu(request: HttpRequest) -> list[Group]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return menu_of(NAVIGATION, people.roles_of(user.pk), request.path)
