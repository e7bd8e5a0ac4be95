"""What the office is told by e-mail."""

from datetime import datetime

from django.utils import timezone

from apps.calls.rules.vocabulary import OnFailure
from apps.campaigns import selectors as campaigns
from apps.campaigns.states import CampaignState
from apps.cases import selectors as cases
from apps.cases import services as case_services
from apps.cases.states import LABELS, CaseKind
from apps.matching import selectors as matching
from apps.notifications import selectors as notification_selectors
from apps.notifications import services as notifications
from apps.notifications.states import FAILURES
from apps.people import selectors as people
from apps.people.roles import CASE_OFFICE, OUTCOME_OFFICE


def tell_office(*, key: str, now: datetime) -> None:
    """Tell everybody who looks at cases that case `key` is open; each once, whatever is repeated."""
    case = cases.get_case(int(key))
    data = {"case": case.pk, "kind": LABELS[CaseKind(case.kind)], "summary": case.summary}
    for user in people.list_holders(CASE_OFFICE):
        notifications.enqueue(kind="case_opened", key=f"{case.pk}:{user.pk}", to=user.email, data=data, now=now)


def tell_outcome(*, key: str, now: datetime) -> None:
    """Tell those who answer for a project, and who pays, how campaign `key` ended; each once, whatever is repeated."""
    campaign = campaigns.get_campaign(int(key))
    figures = matching.figures_of(campaign)
    data = {
        "campaign": campaign.title,
        "is_funded": campaign.state == CampaignState.FUNDED,
        "keeps_gifts": campaigns.terms_of(campaign).on_failure is OnFailure.KEEP,
        "gifts": figures.gifts,
        "gathered_cents": figures.gathered_cents,
        "added_cents": figures.committed_cents,
        "path": f"/gestione/campagne/{campaign.pk}/",
    }
    for user in people.list_holders(OUTCOME_OFFICE):
        owed = f"{campaign.pk}:{user.pk}"
        notifications.enqueue(kind="office_outcome", key=owed, to=user.email, data=data, now=now)


def open_message_case(*, key: str, now: datetime) -> None:
    """Let the office know that message `key`, about money, did not arrive: one case for all those of a day."""
    state = notification_selectors.get_state(int(key))
    if state not in FAILURES:
        return
    day = timezone.localdate(now)
    case = case_services.open_case(
        kind=CaseKind.MESSAGE,
        key=day.isoformat(),
        subject=f"messages:{day.isoformat()}",
        summary=f"Il {day:%d/%m/%Y} uno o più messaggi su donazioni non sono stati consegnati.",
        now=now,
    )
    case_services.reopen_case(case_id=case.pk, now=now)
