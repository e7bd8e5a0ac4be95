"""What an act does to a call apart from its rules: the act itself, money for the pool, the end of the call."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from apps.backoffice.forms.calls import ActForm, FundForm
from apps.backoffice.views.calls import actor_of, crumb_of, crumbs, posted, refuse
from apps.backoffice.views.frame import for_call_office, for_pool_office, page
from apps.calls import selectors as calls
from apps.calls import services
from apps.calls.states import ActKind
from apps.kernel import clock
from apps.kernel.errors import DomainError
from apps.kernel.money import format_euro
from apps.ledger import selectors as ledger
from apps.matching import services as matching


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def new_act(request: HttpRequest, call_id: int) -> HttpResponse:
    """Register an act of a call."""
    call = calls.get_call(call_id)
    form = ActForm(posted(request))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        services.register_act(
            call_id=call_id,
            kind=ActKind(values["kind"]),
            number=values["number"],
            dated=values["dated"],
            office=values["office"],
            subject=values["subject"],
            now=clock.now(),
            actor=actor_of(request),
        )
        messages.success(request, "L'atto è registrato.")
        return redirect("backoffice:call", call_id)
    context = page(crumbs=crumbs(crumb_of(call), {"label": "Nuovo atto", "path": ""}), call=call, form=form)
    return render(request, "backoffice/call_act.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_pool_office
def fund(request: HttpRequest, call_id: int) -> HttpResponse:
    """Put the money of an act into the pool, once per act, and serve who waits for it."""
    call = calls.get_call(call_id)
    used = {transfer.key for transfer in ledger.list_transfers(f"pool:{call_id}", limit=None)}
    acts = [act for act in calls.list_acts(call_id) if f"fund:{act.pk}" not in used]
    form = FundForm(posted(request), acts=acts)
    if request.method == "POST" and form.is_valid():
        amount_cents = form.cleaned_data["amount_cents"]
        try:
            matching.fund_pool(
                call_id=call_id,
                act_id=form.cleaned_data["act"],
                amount_cents=amount_cents,
                now=clock.now(),
                actor=actor_of(request),
            )
        except DomainError as error:
            refuse(form, error)
        else:
            messages.success(request, f"La dotazione è aumentata di {format_euro(amount_cents)}.")
            return redirect("backoffice:call", call_id)
    path = crumbs(crumb_of(call), {"label": "Dotazione", "path": ""})
    return render(request, "backoffice/call_fund.html", page(crumbs=path, call=call, form=form, acts=acts))


@require_http_methods(["GET", "HEAD", "POST"])
@for_call_office
def close(request: HttpRequest, call_id: int) -> HttpResponse:
    """Ask to confirm, then close a published call."""
    call = calls.get_call(call_id)
    if request.method == "POST":
        services.close_call(call_id=call_id, now=clock.now(), actor=actor_of(request))
        messages.success(request, "Il bando è chiuso.")
        return redirect("backoffice:call", call_id)
    path = crumbs(crumb_of(call), {"label": "Chiusura", "path": ""})
    return render(request, "backoffice/call_close.html", page(crumbs=path, call=call))
