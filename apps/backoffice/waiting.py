"""What waits for a person of the office, by role: one cheap count each, and where to do it. Decides nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from apps.banking import selectors as banking
from apps.banking.states import WAITING
from apps.cases import selectors as cases
from apps.donations import selectors as donations
from apps.feedback import selectors as feedback
from apps.notifications import selectors as notifications
from apps.payments import selectors as payments
from apps.people.roles import BANK_OFFICE, CASE_OFFICE, FEEDBACK_OFFICE, MESSAGE_OFFICE, OFFLINE_OFFICE, Role


@dataclass(frozen=True)
class Kind:
    """Something that waits: who does it, its words for one and for several, where, how many."""

    roles: frozenset[Role]
    one: str
    several: str
    path: str
    count: Callable[[], int]


@dataclass(frozen=True)
class Task:
    """How many of a kind wait now."""

    count: int
    label: str
    path: str


def list_for(roles: frozenset[Role]) -> list[Task]:
    """Return what waits for who holds some roles, in the order of KINDS; what is empty is left out."""
    counted = [(kind, kind.count()) for kind in KINDS if kind.roles & roles]
    return [Task(count, kind.one if count == 1 else kind.several, kind.path) for kind, count in counted if count]


def _lines() -> int:
    counts = banking.count_by_state()
    return sum(counts.get(state, 0) for state in WAITING)


def _refunds() -> int:
    return sum(each.orders for each in payments.list_to_pay())


KINDS = (
    Kind(CASE_OFFICE, "caso aperto", "casi aperti", "/gestione/casi/", cases.count_open),
    Kind(BANK_OFFICE, "rimborso da pagare", "rimborsi da pagare", "/gestione/rimborsi/?stato=ready", _refunds),
    Kind(BANK_OFFICE, "movimento da abbinare", "movimenti da abbinare", "/gestione/banca/", _lines),
    Kind(
        OFFLINE_OFFICE,
        "donazione offline da confermare",
        "donazioni offline da confermare",
        "/gestione/donazioni-offline/?stato=to_confirm",
        donations.count_to_confirm,
    ),
    Kind(
        FEEDBACK_OFFICE,
        "segnalazione da guardare",
        "segnalazioni da guardare",
        "/gestione/segnalazioni/",
        feedback.count_open,
    ),
    Kind(
        MESSAGE_OFFICE,
        "messaggio non arrivato",
        "messaggi non arrivati",
        "/gestione/messaggi/",
        notifications.count_failed,
    ),
)
