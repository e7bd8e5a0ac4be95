"""The look's desk: overview with draft and versions, preview, publication, identity, colours, contacts, co-funding."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.backoffice.presenters import look as presenter
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_brand_office, page
from apps.branding import preview, selectors, services
from apps.kernel import clock
from tenants.registry import selectors as registry

Changes = Callable[[], dict[str, Any]]


@require_safe
@for_brand_office
def overview(request: HttpRequest) -> HttpResponse:
    """Show the draft with what it changes, and every version of the look."""
    draft, live = selectors.find_draft(), selectors.live_look(registry.current_tenant())
    look = selectors.working_look()
    context = page(
        draft=draft,
        look=look,
        changes=presenter.changes(live, look) if draft else [],
        versions=[(version, presenter.origin(version)) for version in selectors.list_versions()],
        is_previewed=preview.is_on(request),
    )
    return render(request, "backoffice/look.html", context)


@require_POST
@for_brand_office
def start_preview(request: HttpRequest) -> HttpResponse:
    """Show this session the portal in the draft's look."""
    if selectors.find_draft() is None:
        messages.info(request, "Non c'è una bozza: il portale è già come lo vedono tutti.")
        return redirect("backoffice:look")
    response = redirect("/")
    preview.start(request, response)
    return response


@require_POST
@for_brand_office
def stop_preview(request: HttpRequest) -> HttpResponse:
    """Show this session the portal as citizens see it."""
    response = redirect("backoffice:look")
    preview.stop(request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def publish(request: HttpRequest) -> HttpResponse:
    """Confirm and put the draft live."""
    if request.method == "POST":
        return _published(request)
    draft, live = selectors.draft_look(), selectors.live_look(registry.current_tenant())
    if draft is None:
        messages.info(request, "Non c'è una bozza da pubblicare.")
        return redirect("backoffice:look")
    context = page(changes=presenter.changes(live, draft), look=draft)
    return render(request, "backoffice/look_publish.html", context)


def _published(request: HttpRequest) -> HttpResponse:
    """Publish; a second click, which finds no draft any more, is told what is live."""
    version = services.publish_draft(actor=actor_of(request), now=clock.now())
    live = version or next(iter(selectors.list_versions()), None)
    if live:
        messages.success(request, f"La versione {live.number} è in linea.")
    response = redirect("backoffice:look")
    preview.stop(request, response)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def discard(request: HttpRequest) -> HttpResponse:
    """Confirm and throw the draft away."""
    draft = selectors.find_draft()
    if request.method == "POST" or draft is None:
        services.discard_draft(actor=actor_of(request), now=clock.now())
        messages.success(request, "La bozza non c'è più: il portale resta com'è.")
        response = redirect("backoffice:look")
        preview.stop(request, response)
        return response
    return render(request, "backoffice/look_discard.html", page(draft=draft))


@require_POST
@for_brand_office
def restore(request: HttpRequest, number: int) -> HttpResponse:
    """Put an earlier version live again; the one that was live stays in the list."""
    if selectors.find_version(number) is None:
        raise Http404
    version = services.restore_version(number=number, actor=actor_of(request), now=clock.now())
    messages.success(request, f"L'aspetto della versione {number} è di nuovo in linea, come versione {version.number}.")
    return redirect("backoffice:look")


def save(request: HttpRequest, form: Form, changes: Changes) -> bool:
    """Save a valid form into the draft; what is refused is written beside its field."""
    try:
        services.save_draft(changes=changes(), actor=actor_of(request), now=clock.now())
    except services.LookRefused as refusal:
        for problem in refusal.problems:
            form.add_error(problem.field if problem.field in form.fields else None, problem.message)
        return False
    messages.success(request, "La bozza è salvata. Guardala in anteprima, poi pubblicala.")
    return True
