"""A person's data: a copy to take away, and the end of the profile."""

from http import HTTPStatus
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from apps.feedback import rules as feedback
from apps.kernel import clock
from apps.people.access import signed_in
from apps.personal import rules, selectors, services
from apps.personal.forms import DeletionForm
from apps.personal.views.frame import page, person_of


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """Show what can be asked for, and how far it is."""
    now, user_id = clock.now(), person_of(request).pk
    last = selectors.latest_export(user_id)
    is_there = bool(last and last.expires_at and last.expires_at > now)
    context = page(
        request,
        _("I miei dati"),
        export=last,
        is_ready=is_there,
        is_at_work=bool(last and last.ready_at is None),
        deletion=selectors.pending_deletion(user_id),
        lifetime=rules.EXPORT_LIFETIME.days,
    )
    return render(request, "personal/data.html", context)


@require_POST
@signed_in
@reauthentication_required(app="allauth.account")
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a copy of the data, after a fresh sign-in."""
    services.ask_export(user_id=person_of(request).pk, now=clock.now())
    messages.success(request, _("Prepariamo la copia: ti scriviamo appena è pronta."))
    return redirect("personal:data")


@require_safe
@signed_in
@reauthentication_required(app="allauth.account")
def download(request: HttpRequest, key: UUID) -> HttpResponse:
    """Download the person's own copy until it expires, after a fresh sign-in."""
    found = selectors.find_export(person_of(request).pk, key, clock.now())
    if found is None or found.content is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="i-miei-dati.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@reauthentication_required(app="allauth.account")
def delete(request: HttpRequest) -> HttpResponse:
    """Say what is deleted and what the law keeps; on POST, after a fresh sign-in, ask for it."""
    user_id = person_of(request).pk
    form = DeletionForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        services.ask_deletion(user_id=user_id, now=clock.now())
        messages.success(request, _("Il profilo sarà cancellato: fino ad allora puoi ripensarci."))
        return redirect("personal:data")
    context = page(
        request,
        _("Cancella il profilo"),
        form=form,
        obstacles=[str(obstacle) for obstacle in selectors.obstacles_of(user_id)],
        grace=rules.GRACE.days,
        years=rules.YEARS_OF_BOOKS,
        ticket_years=feedback.YEARS_KEPT,
        deletion=selectors.pending_deletion(user_id),
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "personal/delete.html", context, status=status)


@require_POST
@signed_in
def undo(request: HttpRequest) -> HttpResponse:
    """Keep the profile after all."""
    if services.undo_deletion(user_id=person_of(request).pk, now=clock.now()):
        messages.success(request, _("Il profilo resta: non cancelliamo nulla."))
    return redirect("personal:data")
