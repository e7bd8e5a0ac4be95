"""The national home page and the editorial desk of ANCI."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe
from django_tenants.utils import schema_context

from apps.kernel import clock, listed
from apps.kernel.kept import same_for_all
from apps.kernel.listed import Entry, Feed, Listed
from apps.people.access import open_to
from apps.people.roles import Role
from apps.pictures.views import picture
from apps.showcase import selectors, services
from apps.showcase.presenters import card
from tenants.registry import selectors as registry

STEPS = [
    {"title": _("Il Comune pubblica un bando"), "text": _("Le regole sono scritte e uguali per tutti i progetti.")},
    {"title": _("I cittadini donano"), "text": _("Sul portale della loro città, con carta, senza registrarsi.")},
    {
        "title": _("Il Comune aggiunge la sua parte"),
        "text": _("Quando la soglia è raggiunta. Se non lo è, ogni donazione torna a chi l'ha fatta."),
    },
]

CITIES_SHOWN = 24
FEED_SHOWN = 30
NATIONAL_NAME = "Crowdfunding civico"
CLOSED_TO_ROBOTS = ("/gestione/", "/operatore/", "/webhooks/")
for_editors = open_to(frozenset({Role.ANCI_EDITOR}), sign_in="showcase:sign_in")


@require_safe
@same_for_all
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
        "meta": {
            "title": _("Le campagne dei Comuni italiani"),
            "description": _(
                "Scegli un progetto di una città italiana: se arriva alla soglia, il Comune fa la sua parte."
            ),
        },
    }
    return render(request, "showcase/home.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Answer where robots may not go on the national portal."""
    return listed.robots(CLOSED_TO_ROBOTS, registry.portal_origin())


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """Answer the pages of the national portal, in the format of sitemaps.org; each city lists its own."""
    featured = selectors.list_featured()
    changed_at = max((row.updated_at for row in featured), default=None)
    page = Listed(f"{registry.portal_origin()}/", changed_at)
    return listed.site_map([page], request.tenant.language)  # type: ignore[attr-defined]


@require_safe
def featured(request: HttpRequest) -> HttpResponse:
    """Feed of the featured campaigns, latest choice first."""
    origin, tenant = registry.portal_origin(), registry.current_tenant()
    title = f"{_('Campagne in evidenza')} - {NATIONAL_NAME}"
    feed = Feed(title, f"{origin}/#campagne", f"{origin}{request.path}", NATIONAL_NAME, tenant.created_at)
    entries = [
        Entry(f"{row.title} ({row.city_name})", row.url, row.summary, row.featured_at or row.updated_at)
        for row in selectors.list_featured()[:FEED_SHOWN]
    ]
    return listed.atom(feed, entries)


@require_safe
def cover(request: HttpRequest, city: str, key: UUID, width: int, extension: str) -> HttpResponseBase:
    """Serve one size of the picture of a published campaign, so that no page asks another host for it."""
    if not selectors.is_cover(city, key):
        raise Http404
    with schema_context(city):
        return picture(request, key, width, extension)


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
