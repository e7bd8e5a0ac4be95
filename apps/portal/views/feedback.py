"""What people write to the office: the form, and the page at which they follow it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from apps.feedback import links, rules, selectors, services
from apps.feedback.labels import KINDS, STATES, TONES
from apps.feedback.states import TicketKind, TicketState, Writer
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.people.addresses import address_of
from apps.portal.caching import not_kept
from apps.portal.feedback_forms import MoreForm, TicketForm

if TYPE_CHECKING:
    from apps.feedback.models import Ticket

LONGEST_PAGE = 300


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show how to reach the city; on POST open a ticket and go on to its page."""
    form = TicketForm(request.POST) if request.method == "POST" else blank_form(request)
    if form.is_bound and form.is_valid():
        try:
            ticket = _open(request, form)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("portal:ticket", token=links.token_of(ticket.pk))
    title = _("Segnalazioni e assistenza")
    context = {"form": form, "tenant": request.tenant, "title": title, "crumbs": [{"label": title}]}  # type: ignore[attr-defined]
    return render(request, "portal/pages/report.html", context)


@not_kept
@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """Show a ticket to who has its link; on POST add words to it."""
    found = selectors.get_ticket(links.ticket_id_of(token))
    form = MoreForm(request.POST) if request.method == "POST" else MoreForm()
    if form.is_bound and form.is_valid():
        try:
            services.write_again(ticket_id=found.pk, text=form.cleaned_data["text"], now=clock.now())
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("portal:ticket", token=token)
    state, title = TicketState(found.state), _("Segnalazione %(name)s") % {"name": _name(found)}
    written = selectors.list_messages(found.pk)
    context = {
        "ticket": found,
        "form": form,
        "title": title,
        "kind": KINDS[TicketKind(found.kind)],
        "state": STATES[state],
        "is_just_begun": state == TicketState.NEW and not written,
        "tone": TONES[state],
        "name": _name(found),
        "written": [(each.writer == Writer.OFFICE, each) for each in written],
        "crumbs": [{"label": _("Segnalazioni"), "path": "/segnalazioni/"}, {"label": title}],
    }
    return render(request, "portal/ticket.html", context)


def blank_form(request: HttpRequest, kind: TicketKind | None = None) -> TicketForm:
    """Return an empty form; the page that somebody comes from is told by the address, never by a header."""
    asked = request.GET.get("tipo", "")
    chosen = kind or (TicketKind(asked) if asked in list(TicketKind) else TicketKind.PROBLEM)
    return TicketForm(initial={"kind": chosen, "page": request.GET.get("pagina", "")[:LONGEST_PAGE]})


def _open(request: HttpRequest, form: TicketForm) -> "Ticket":
    said = form.cleaned_data
    return services.open_ticket(
        kind=TicketKind(said["kind"]),
        text=said["text"],
        email=said["email"],
        page=said["page"],
        address=address_of(request),
        language=get_language() or "",
        now=clock.now(),
    )


def _name(found: "Ticket") -> str:
    return rules.name_of(found.pk, timezone.localtime(found.created_at).year)
