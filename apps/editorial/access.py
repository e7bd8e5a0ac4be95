"""Who may write a campaign's content: those who act for its proponent; for the municipality's own, its office too."""

from typing import TYPE_CHECKING

from apps.people import selectors as people
from apps.people.roles import Role

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign

MUNICIPALITY = "municipality"
EDITORS = frozenset({Role.OFFICER, Role.COMMUNICATIONS})


def may_edit(user_id: int, campaign: "Campaign") -> bool:
    """Tell whether a person may write the content of a campaign, and see its desk."""
    return _acts_for(user_id, campaign.proponent_id) or _edits_for_the_city(user_id, campaign.proponent.kind)


def is_payee(user_id: int, campaign: "Campaign") -> bool:
    """Tell whether a person acts for who receives the gifts: a donor is never anonymous to the payee."""
    return _acts_for(user_id, campaign.beneficiary_id) or _edits_for_the_city(user_id, campaign.beneficiary.kind)


def edits_for_the_city(user_id: int) -> bool:
    """Tell whether a person edits the municipality's own campaigns."""
    return bool(EDITORS & people.roles_of(user_id))


def _acts_for(user_id: int, organisation_id: int) -> bool:
    return organisation_id in {body.pk for body in people.organisations_of(user_id)}


def _edits_for_the_city(user_id: int, kind: str) -> bool:
    return kind == MUNICIPALITY and edits_for_the_city(user_id)
