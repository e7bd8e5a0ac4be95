"""What the office is told by e-mail."""

from datetime import datetime

from apps.cases import selectors as cases
from apps.cases.states import LABELS, CaseKind
from apps.notifications import services as notifications
from apps.people import selectors as people
from apps.people.roles import CASE_OFFICE


def tell_office(*, key: str, now: datetime) -> None:
    """Tell everybody who looks at cases that case `key` is open; each once, whatever is repeated."""
    case = cases.get_case(int(key))
    data = {"case": case.pk, "kind": LABELS[CaseKind(case.kind)], "summary": case.summary}
    for user in people.list_holders(CASE_OFFICE):
        notifications.enqueue(kind="case_opened", key=f"{case.pk}:{user.pk}", to=user.email, data=data, now=now)
