"""The small standing pages: accessibility, the city's own texts, and whom to write to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apps.branding import selectors as branding
from apps.branding.states import TextKind
from apps.calls import selectors as calls
from apps.feedback.states import TicketKind
from apps.kernel.kept import same_for_all
from apps.portal.presenters import how as presenter
from apps.portal.views.feedback import blank_form


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the portal is, and link the city's own statement."""
    form = blank_form(request, TicketKind.ACCESSIBILITY)
    return _page(request, "accessibility", _("Accessibilità"), form=form)


@require_safe
@same_for_all
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what the portal keeps about a donor and why."""
    return _text(request, TextKind.PRIVACY, _("Informativa privacy"))


@require_safe
@same_for_all
def legal(request: HttpRequest) -> HttpResponse:
    """Show the legal notes."""
    return _text(request, TextKind.LEGAL, _("Note legali"))


@require_safe
@same_for_all
def how(request: HttpRequest) -> HttpResponse:
    """Show how civic crowdfunding works in this city, with the real rules of the calls that are running."""
    running = [presenter.running(version) for version in calls.list_rules_in_force()]
    return _text(request, TextKind.HOW, _("Come funziona"), name="how", calls=running)


@require_safe
@same_for_all
def faq(request: HttpRequest) -> HttpResponse:
    """Answer the frequent questions."""
    return _text(request, TextKind.FAQ, _("Domande frequenti"))


def _text(request: HttpRequest, kind: TextKind, title: str, *, name: str = "text", **context: object) -> HttpResponse:
    own = branding.find_text(kind)
    city, language = request.tenant.name, get_language() or "it"  # type: ignore[attr-defined]
    context["text"] = branding.text_in_force(own, kind, city=city, language=language)
    context["text_language"] = branding.language_in_force(own, kind, language=language)
    return _page(request, name, title, since=own.saved_at if own and own.text else None, **context)


def _page(request: HttpRequest, name: str, title: str, **context: object) -> HttpResponse:
    context |= {"tenant": request.tenant, "title": title, "crumbs": [{"label": title}]}  # type: ignore[attr-defined]
    return render(request, f"portal/pages/{name}.html", context)
