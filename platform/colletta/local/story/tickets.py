"""What people wrote to the office in the demo: a page that was hard to read and is mended, and one that waits."""

from datetime import datetime

from django_tenants.utils import schema_context

from apps.feedback import selectors, services
from apps.feedback.states import TicketKind
from apps.people import selectors as people
from apps.people.roles import FEEDBACK_OFFICE
from colletta.local.story.events import schema_of
from colletta.local.story.plan import CityPlan

MENDED = "Con il lettore di schermo la tabella del bilancio si legge senza i titoli delle colonne."
ANSWER = "Grazie: ora ogni cella dice la sua colonna. Se trovi altro, scrivi qui."
WAITS = "Ho sbagliato il nome nella donazione: come si corregge sulla ricevuta?"


def tell(cities: tuple[CityPlan, ...], now: datetime) -> int:
    """Let two people of every city write once, and return in how many cities they did."""
    for city in cities:
        with schema_context(schema_of(city)):
            if not selectors.find_tickets().exists():
                _write(city, now)
    return len(cities)


def _write(city: CityPlan, now: datetime) -> None:
    mended = _open(TicketKind.ACCESSIBILITY, MENDED, "/campagne/", f"vicina@{city.slug}.example.org", now)
    staff = people.list_holders(FEEDBACK_OFFICE)
    if staff:
        actor = staff[0].email
        services.assign_ticket(ticket_id=mended, user_id=staff[0].pk, actor=actor, now=now)
        services.answer_ticket(ticket_id=mended, text=ANSWER, actor=actor, now=now)
    _open(TicketKind.PROBLEM, WAITS, "/ricevute/", f"vicino@{city.slug}.example.org", now)


def _open(kind: TicketKind, text: str, page: str, email: str, now: datetime) -> int:
    ticket = services.open_ticket(kind=kind, text=text, email=email, page=page, address="", language="it", now=now)
    return ticket.pk
