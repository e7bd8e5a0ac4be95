"""The city's own texts of the standing pages: every save is a version, live at once."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from apps.backoffice.forms.look import TextForm
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_brand_office, page
from apps.branding import selectors, services
from apps.branding.states import TEXT_LABELS, TextKind
from apps.kernel import clock
from tenants.registry import selectors as registry

PLACES = {
    TextKind.PRIVACY: "/privacy/",
    TextKind.LEGAL: "/note-legali/",
    TextKind.HOW: "/come-funziona/",
    TextKind.FAQ: "/domande-frequenti/",
}


@require_safe
@for_brand_office
def texts(request: HttpRequest) -> HttpResponse:
    """List the pages with the version of their text that is live."""
    latest = selectors.latest_texts()
    rows = [(kind, TEXT_LABELS[kind], PLACES[kind], latest.get(kind)) for kind in TextKind]
    return render(request, "backoffice/look_texts.html", page(rows=rows))


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand_office
def text(request: HttpRequest, kind: str) -> HttpResponse:
    """Write the text of a page; saving puts it live, and «guarda» only shows what it would be."""
    if kind not in list(TextKind):
        raise Http404
    chosen, city = TextKind(kind), registry.current_tenant().name
    form = TextForm(request.POST or None, initial={"text": selectors.live_text(chosen, city=city)})
    shown = ""
    if request.method == "POST" and form.is_valid():
        if "guarda" in request.POST:
            shown = form.cleaned_data["text"]
        else:
            written = form.cleaned_data["text"]
            saved = services.save_text(kind=chosen, text=written, actor=actor_of(request), now=clock.now())
            messages.success(request, f"La versione {saved.version} è in linea.")
            return redirect("backoffice:look_texts")
    context = page(
        form=form,
        label=TEXT_LABELS[chosen],
        place=PLACES[chosen],
        shown=shown,
        versions=selectors.list_texts(chosen),
    )
    return render(request, "backoffice/look_text.html", context)
