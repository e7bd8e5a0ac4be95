"""What the pages of the office share: who may open them, and the navigation."""

from typing import Any

from apps.people.access import open_to
from apps.people.roles import CITY_OFFICE

for_office = open_to(CITY_OFFICE, sign_in="backoffice:sign_in")

NAVIGATION = [
    {"label": "Riepilogo", "path": "/gestione/"},
    {"label": "Campagne", "path": "/gestione/campagne/"},
]


def page(**context: Any) -> dict[str, Any]:
    """Return the context of an office page."""
    return {"office_title": "Gestione", "office_navigation": NAVIGATION, **context}
