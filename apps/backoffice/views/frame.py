"""What the pages of the office share: who may open them, and the navigation."""

from typing import Any

from apps.cases import selectors as cases
from apps.people.access import open_to
from apps.people.roles import (
    BANK_OFFICE,
    BOOKS_OFFICE,
    CALL_OFFICE,
    CASE_OFFICE,
    CITY_OFFICE,
    OFFLINE_OFFICE,
    POOL_OFFICE,
    RECEIPT_OFFICE,
)

for_bank_office = open_to(BANK_OFFICE, sign_in="backoffice:sign_in")
for_case_office = open_to(CASE_OFFICE, sign_in="backoffice:sign_in")
for_offline_office = open_to(OFFLINE_OFFICE, sign_in="backoffice:sign_in")
for_office = open_to(CITY_OFFICE, sign_in="backoffice:sign_in")
for_call_office = open_to(CALL_OFFICE, sign_in="backoffice:sign_in")
for_pool_office = open_to(POOL_OFFICE, sign_in="backoffice:sign_in")
for_receipt_office = open_to(RECEIPT_OFFICE, sign_in="backoffice:sign_in")
for_books_office = open_to(BOOKS_OFFICE, sign_in="backoffice:sign_in")

CASES = "/gestione/casi/"
NAVIGATION = [
    {"label": "Riepilogo", "path": "/gestione/"},
    {"label": "Bandi", "path": "/gestione/bandi/"},
    {"label": "Campagne", "path": "/gestione/campagne/"},
    {"label": "Casi", "path": CASES},
    {"label": "Rimborsi", "path": "/gestione/rimborsi/"},
    {"label": "Ricevute", "path": "/gestione/ricevute/"},
    {"label": "Riconciliazione", "path": "/gestione/riconciliazione/"},
    {"label": "Banca", "path": "/gestione/banca/"},
    {"label": "Donazioni offline", "path": "/gestione/donazioni-offline/"},
]


def page(**context: Any) -> dict[str, Any]:
    """Return the context of an office page; the desk's entry says how many cases are open."""
    open_cases = cases.count_open()
    navigation = [{**link, "badge": open_cases if link["path"] == CASES else 0} for link in NAVIGATION]
    return {"office_title": "Gestione", "office_navigation": navigation, **context}
