"""The small standing pages: accessibility, privacy, legal notes, questions, and whom to write to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the portal is, and link the city's own statement."""
    return _page(request, "accessibility", "Accessibilità")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Show what the portal keeps about a donor and why."""
    return _page(request, "privacy", "Informativa privacy")


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Show the legal notes."""
    return _page(request, "legal", "Note legali")


@require_safe
def faq(request: HttpRequest) -> HttpResponse:
    """Answer the frequent questions."""
    return _page(request, "faq", "Domande frequenti")


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show how to reach the city about a fault or a donation."""
    return _page(request, "report", "Segnalazioni e assistenza")


def _page(request: HttpRequest, name: str, title: str) -> HttpResponse:
    context = {"tenant": request.tenant, "title": title, "crumbs": [{"label": title}]}  # type: ignore[attr-defined]
    return render(request, f"portal/pages/{name}.html", context)
