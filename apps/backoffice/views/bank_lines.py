"""Lines of bank statements: the list, one line with what it may pay, and what is decided about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.backoffice import lists
from apps.backoffice.forms.banking import MatchForm, ReasonForm
from apps.backoffice.presenters import bank as presenter
from apps.backoffice.presenters import trail
from apps.backoffice.tables import bank as table
from apps.backoffice.views.calls import actor_of
from apps.backoffice.views.frame import for_bank_office, page
from apps.banking import selectors, services
from apps.banking.states import LineState
from apps.donations import selectors as donations
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.matching import selectors as matching
from apps.matching.services import transfers


@require_safe
@for_bank_office
def listing(request: HttpRequest) -> HttpResponseBase:
    """List lines by state, account or words."""
    crumbs = [{"label": "Banca", "path": "/gestione/banca/"}, {"label": "Movimenti"}]
    return lists.answer(request, table.LINES, table.find_lines, page(heading="Movimenti bancari", crumbs=crumbs))


@require_safe
@for_bank_office
def detail(request: HttpRequest, line_id: int) -> HttpResponse:
    """Show a line, the gifts that it may pay and what was decided."""
    line = selectors.get_line(line_id)
    words = request.GET.get("q", "").strip()[:80]
    is_open = line.state in (LineState.SUGGESTED, LineState.UNMATCHED)
    context = page(
        line=line,
        row=presenter.row(line),
        words=words,
        is_open=is_open,
        can_match=is_open and not line.is_reversal,
        suggested=_suggested(line) if is_open else [],
        found=donations.list_awaited(line.account.organisation_id, text=words) if is_open and words else [],
        match=donations.match_of_line(line_id),
        history=[each for each in donations.list_matches(line_id) if each.undone_at],
        trail=trail.of("statement_line", line_id),
    )
    return render(request, "backoffice/bank_line.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def match(request: HttpRequest, line_id: int, donation_id: int) -> HttpResponse:
    """Ask to confirm, then apply a line to a gift."""
    gift = donations.find_donation(donation_id)
    form = MatchForm(request.POST if request.method == "POST" else None)
    line = selectors.get_line(line_id)
    context = page(line=line, row=presenter.row(line), gift=gift, form=form)
    if request.method == "POST" and form.is_valid():
        try:
            transfers.confirm_match(
                line_id=line_id,
                donation_id=donation_id,
                ordered_on=form.cleaned_data["ordered_on"],
                actor=actor_of(request),
                now=clock.now(),
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Il movimento è abbinato: la donazione è registrata.")
            return redirect("backoffice:bank_line", line_id)
    return render(request, "backoffice/bank_match.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def dismiss(request: HttpRequest, line_id: int) -> HttpResponse:
    """Ask why a line is no gift, then set it aside."""

    def decide(reason: str) -> None:
        services.dismiss_line(line_id=line_id, note=reason, actor=actor_of(request), now=clock.now())

    return _with_reason(request, line_id, "Non è una donazione", "Scarta il movimento", decide)


@require_http_methods(["GET", "HEAD", "POST"])
@for_bank_office
def undo(request: HttpRequest, line_id: int) -> HttpResponse:
    """Ask why a match was wrong, then undo it."""

    def decide(reason: str) -> None:
        transfers.undo_match(line_id=line_id, reason=reason, actor=actor_of(request), now=clock.now())

    return _with_reason(request, line_id, "Annulla l'abbinamento", "Annulla l'abbinamento", decide)


@require_POST
@for_bank_office
def reopen(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take up again a line that was set aside."""
    services.reopen_line(line_id=line_id, actor=actor_of(request), now=clock.now())
    messages.success(request, "Il movimento è di nuovo da abbinare.")
    return redirect("backoffice:bank_line", line_id)


@require_POST
@for_bank_office
def accept_double(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take money that came twice as one more gift."""
    transfers.accept_double(line_id=line_id, actor=actor_of(request), now=clock.now())
    messages.success(request, "Il movimento è registrato come altra donazione della stessa persona.")
    return redirect("backoffice:bank_line", line_id)


@require_POST
@for_bank_office
def return_double(request: HttpRequest, line_id: int) -> HttpResponse:
    """Take money that came twice into the books and owe it back."""
    transfers.return_double(line_id=line_id, actor=actor_of(request), now=clock.now())
    messages.success(request, "La somma è segnata da restituire al donatore.")
    return redirect("backoffice:bank_line", line_id)


def _with_reason(
    request: HttpRequest, line_id: int, title: str, action: str, decide: Callable[[str], None]
) -> HttpResponse:
    line = selectors.get_line(line_id)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            decide(form.cleaned_data["reason"])
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Fatto.")
            return redirect("backoffice:bank_line", line_id)
    context = page(line=line, row=presenter.row(line), form=form, title=title, action=action)
    return render(request, "backoffice/bank_reason.html", context, status=422 if form.errors else 200)


def _suggested(line: Any) -> list[donations.Awaited]:
    ids = set(matching.judge_line(line).donation_ids)
    return [gift for gift in donations.list_awaited_of(ids) if gift.is_payable]
