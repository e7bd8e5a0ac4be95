"""The national home page and the editorial desk of ANCI."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from apps.kernel import clock
from apps.people.access import open_to
from apps.people.roles import Role
from apps.showcase import selectors, services
from apps.showcase.presenters import card

for_editors = open_to(frozenset({Role.ANCI_EDITOR}), sign_in="showcase:sign_in")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the featured campaigns of all cities and what each city has raised."""
    cities = selectors.list_cities()
    context = {
        "campaigns": [card(campaign) for campaign in selectors.list_featured()],
        "cities": cities,
        "campaign_count": sum(city.campaigns for city in cities),
        "raised_cents": sum(city.raised_cents for city in cities),
        "match_cents": sum(city.match_cents for city in cities),
    }
    return render(request, "showcase/home.html", context)


@require_safe
@for_editors
def desk(request: HttpRequest) -> HttpResponse:
    """List every published campaign, with what is featured."""
    campaigns = [card(campaign) for campaign in selectors.list_all()]
    return render(request, "showcase/desk.html", {"campaigns": campaigns, "office_title": "Redazione nazionale"})


@require_POST
@for_editors
def feature(request: HttpRequest, showcase_id: int) -> HttpResponse:
    """Feature a campaign."""
    services.feature(showcase_id=showcase_id, actor=request.user.get_username(), now=clock.now())
    messages.success(request, "La campagna è in evidenza nella pagina iniziale nazionale.")
    return redirect("showcase:desk")


@require_POST
@for_editors
def unfeature(request: HttpRequest, showcase_id: int) -> HttpResponse:
    """Take a campaign off the home page."""
    services.unfeature(showcase_id=showcase_id, actor=request.user.get_username(), now=clock.now())
    messages.success(request, "La campagna non è più in evidenza.")
    return redirect("showcase:desk")
