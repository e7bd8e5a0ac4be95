"""Comments and questions of citizens: read page by page, and written by who signed in."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from apps.campaigns import selectors as campaigns
from apps.community import selectors, services
from apps.community.selectors.public import SHOWN, voice
from apps.community.states import Place, State
from apps.districts import selectors as districts
from apps.kernel import clock
from apps.people.access import signed_in
from apps.portal.community_forms import TextForm


@require_safe
def campaign_comments(request: HttpRequest, slug: str) -> HttpResponse:
    """List every comment of a campaign, latest first."""
    campaign = campaigns.get_public_campaign(slug)
    found = selectors.list_threads(Place.CAMPAIGN, str(campaign.pk))
    return _listing(request, campaign, found, _("Commenti"), "comments")


@require_safe
def campaign_questions(request: HttpRequest, slug: str) -> HttpResponse:
    """List every question of a campaign, latest first."""
    campaign = campaigns.get_public_campaign(slug)
    return _listing(request, campaign, selectors.list_questions(campaign.pk), _("Domande e risposte"), "questions")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_campaign(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a comment on a campaign, or an answer to one (`risposta`)."""
    campaign = campaigns.get_public_campaign(slug)
    where = (campaign.told_title, f"/campagne/{slug}/", "#commenti")
    return _comment(request, Place.CAMPAIGN, str(campaign.pk), where)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def comment_district(request: HttpRequest, slug: str) -> HttpResponse:
    """Write a comment in a district, or an answer to one (`risposta`)."""
    district = districts.find_district(slug)
    return _comment(request, Place.DISTRICT, slug, (district.name, f"/quartieri/{slug}/", "#commenti"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask something of those who propose a campaign."""
    campaign = campaigns.get_public_campaign(slug)

    def write(text: str) -> Any:
        return services.ask_question(user_id=_user(request), campaign_slug=slug, text=text, now=clock.now())

    where = (campaign.told_title, f"/campagne/{slug}/", "#domande")
    return _write(request, _("Fai una domanda a chi propone il progetto"), where, write)


def _listing(request: HttpRequest, campaign: Any, found: Any, heading: str, part: str) -> HttpResponse:
    page = Paginator(found, SHOWN).get_page(request.GET.get("page"))
    crumbs = [
        {"label": _("Campagne"), "path": "/campagne/"},
        {"written": True, "label": campaign.told_title, "path": f"/campagne/{campaign.slug}/"},
        {"label": heading},
    ]
    voices = [voice(line) for line in page]
    context = {"campaign": campaign, "heading": heading, "part": part, "page_obj": page, "list": voices}
    return render(request, "portal/voices.html", {**context, "crumbs": crumbs})


def _comment(request: HttpRequest, place: Place, key: str, where: tuple[str, str, str]) -> HttpResponse:
    answered = request.GET.get("risposta", "")
    parent_id = int(answered) if answered.isdecimal() and len(answered) < 15 else None  # noqa: PLR2004

    def write(text: str) -> Any:
        return services.write_comment(
            user_id=_user(request), place=place, key=key, text=text, parent_id=parent_id, now=clock.now()
        )

    return _write(request, _("Rispondi a un commento") if parent_id else _("Scrivi un commento"), where, write)


def _write(
    request: HttpRequest, heading: str, where: tuple[str, str, str], write: Callable[[str], Any]
) -> HttpResponse:
    name, path, anchor = where
    form = TextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            row = write(form.cleaned_data["text"])
        except (services.TextRefused, services.AddressNotVerified) as refusal:
            form.add_error("text", refusal.message)
        else:
            is_held = row.state == State.HELD
            said = _("Lo leggiamo e poi lo pubblichiamo: ti scriviamo.") if is_held else _("Il tuo testo è pubblicato.")
            messages.success(request, said)
            return redirect(f"{path}{anchor}")
    crumbs = [{"written": True, "label": name, "path": path}, {"label": heading}]
    return render(request, "portal/write.html", {"form": form, "heading": heading, "name": name, "crumbs": crumbs})


def _user(request: HttpRequest) -> int:
    return int(request.user.pk or 0)
