"""The campaigns of who is signed in, and the desk of one."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.campaigns import selectors as campaigns
from apps.campaigns.states import PUBLIC
from apps.donations import selectors as donations
from apps.editorial import access
from apps.editorial import selectors as editorial
from apps.editorial.rules import checks
from apps.kernel import clock
from apps.matching import selectors as matching
from apps.people import selectors as people
from apps.people.access import signed_in
from apps.proponents import presenters
from apps.proponents.access import desk_of, person

if TYPE_CHECKING:
    from apps.campaigns.models import Campaign


@signed_in
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """List the campaigns that a person may edit, newest first."""
    user_id = person(request).pk
    bodies = people.organisations_of(user_id)
    kinds = [access.MUNICIPALITY] if access.edits_for_the_city(user_id) else []
    found = campaigns.list_of_proponents([body.pk for body in bodies], kinds)
    figures = matching.list_figures([campaign for campaign in found if campaign.state in PUBLIC])
    now = clock.now()
    context = {
        "bodies": bodies,
        "rows": [presenters.row(campaign, figures.get(campaign.pk), now) for campaign in found],
        "crumbs": [{"label": _("Le mie campagne")}],
    }
    return render(request, "proponents/list.html", context)


@desk_of
@require_safe
def desk(request: HttpRequest, campaign: "Campaign") -> HttpResponse:
    """Show how a campaign stands, what its page still lacks, and every page of the desk."""
    content, latest = editorial.draft(campaign.pk), editorial.latest_version(campaign.pk)
    is_public = campaign.state in PUBLIC
    figures = matching.list_figures([campaign])[campaign.pk] if is_public else None
    context = {
        "row": presenters.row(campaign, figures, clock.now()),
        "figures": figures,
        "checklist": presenters.checklist(checks.checklist(content, cost_cents=campaign.cost_cents), campaign.pk),
        "latest": latest,
        "has_changes": latest is None or content != editorial.published(campaign.pk),
        "rewards": donations.list_offers(campaign.pk),
        "is_public": is_public,
        **presenters.frame(campaign),
    }
    return render(request, "proponents/desk.html", context)
