"""Decision records."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from apps.kernel.errors import DomainError
from apps.matching.models import DecisionRecord


class DecisionNotFound(DomainError):
    """No such decision was taken in this city."""

    code = "decision_not_found"
    status = 404


def get_decision(decision_id: int) -> DecisionRecord:
    """Return a decision with its campaign; raises DecisionNotFound."""
    decision = DecisionRecord.objects.select_related("campaign", "rules_version").filter(pk=decision_id).first()
    if decision is None:
        raise DecisionNotFound(_("Questa decisione non esiste."))
    return decision


def list_decisions(campaign_id: int) -> list[DecisionRecord]:
    """Return the decisions on a campaign, latest first, without the text of their records."""
    return list(DecisionRecord.objects.filter(campaign_id=campaign_id).defer("record").order_by("-number"))


def list_records() -> Iterator[DecisionRecord]:
    """Yield every decision of the city in order."""
    return DecisionRecord.objects.order_by("pk").iterator()
