"""The national home page and the editorial desk of ANCI."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from apps.kernel import clock
from apps.people.access import open_to
from apps.people.roles import Role
from apps.showcase import selectors, services
from apps.showcase.presenters import card

STEPS = [
    {"title": _("Il Comune pubblica un bando"), "text": _("Le regole sono scritte e uguali per tutti i progetti.")},
    {"title": _("I cittadini donano"), "text": _("Sul portale della loro città, con carta, senza registrarsi.")},
    {
        "title": _("Il Comune aggiunge la sua parte"),
        "text": _("Quando la soglia è raggiunta. Se non lo è, ogni donazione torna a chi l'ha fatta."),
    },
]

CITIES_SHOWN = 24
for_editors = open_to(frozenset({Role.ANCI_EDITOR}), sign_in="showcase:sign_in")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the featured campaigns of all cities and, a page at a time, what each city has raised."""
    totals = selectors.totals()
    page = Paginator(range(totals.cities), CITIES_SHOWN).get_page(request.GET.get("page"))
    context = {
        "campaigns": [card(campaign) for campaign in selectors.list_featured()],
        "cities": selectors.list_cities(start=max(page.start_index() - 1, 0), limit=CITIES_SHOWN),
        "totals": totals,
        "page_obj": page,
        "steps": STEPS,
    }
    return render(request, "showcase/home.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer where robots may not go on the national portal."""
    lines = ["User-agent: *", "Disallow: /gestione/", "Disallow: /operatore/", "Disallow: /webhooks/", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


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
